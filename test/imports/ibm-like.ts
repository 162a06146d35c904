import { dice } from '../measurement/kept-figures.ts'

/** One opportunity of a made-up file of supplies sold by a large maker of computers: no dates, only how long each took. */
export interface Opportunity {
  readonly number: number
  readonly outcome: 'Won' | 'Loss'
  readonly amount: number
  /** Null where the file does not say. */
  readonly days: number | null
}

const header =
  'Opportunity Number,Supplies Subgroup,Supplies Group,Region,Route To Market,Elapsed Days In Sales Stage,Opportunity Result,Sales Stage Change Count,Total Days Identified Through Closing,Total Days Identified Through Qualified,Opportunity Amount USD,Client Size By Revenue,Client Size By Employee Count,Revenue From Client Past Two Years,Competitor Type,Ratio Days Identified To Total Days,Ratio Days Validated To Total Days,Ratio Days Qualified To Total Days,Deal Size Category'

/** As many opportunities, the same for the same seed: small ones are won more often. */
export function opportunities(count: number, seed: number): Opportunity[] {
  const random = dice(seed)
  return Array.from({ length: count }, (_, place): Opportunity => {
    const amount = (random(100) + 1) * 1_000
    const isWon = random(100) < (amount < 50_000 ? 35 : 18)
    const days = random(8) === 0 ? null : random(60) + (isWon ? 0 : random(120))
    return { number: 1_641_984 + place, outcome: isWon ? 'Won' : 'Loss', amount, days }
  })
}

/** The file, in the layout of the public one. */
export function fileOf(all: readonly Opportunity[], seed: number): string {
  const random = dice(seed)
  const one = (...values: readonly string[]) => values[random(values.length)] ?? ''
  const rows = all.map(({ number, outcome, amount, days }) =>
    [
      number,
      one('Exterior Accessories', 'Motorcycle Parts', 'Shelters & RV'),
      one('Car Accessories', 'Performance & Non-auto'),
      one('Northwest', 'Pacific', 'Midwest', 'Mid-Atlantic'),
      one('Fields Sales', 'Reseller', 'Telesales'),
      random(120),
      outcome,
      random(8),
      days ?? '',
      random(60),
      amount,
      random(5) + 1,
      random(5) + 1,
      random(5),
      one('Unknown', 'Known', 'None'),
      '0.69',
      '0.11',
      '0.2',
      random(7) + 1,
    ].join(','),
  )
  return `${[header, ...rows].join('\n')}\n`
}
