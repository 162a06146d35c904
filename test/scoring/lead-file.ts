/**
 * A made-up file of leads in the shape that such files have in public: numbers with outliers, levels with gaps, a field
 * about private life, and columns that were filled when it was over, some under names that give them away. Always the same.
 * `node test/scoring/lead-file.ts > leads.csv` writes it, for R.
 */
export interface Lead {
  readonly number: number
  readonly won: boolean
  /** Null where the file has a gap. */
  readonly fields: Readonly<Record<string, string | number | null>>
}

export const honest = ['Origin', 'Source', 'Visits', 'Time Spent', 'Occupation', 'Country', 'Specialization'] as const
/** What only shows when it is over, and what nobody may judge by. */
export const planted = {
  Tags: 'named_after',
  'Lead Quality': 'named_after',
  'Last Activity': 'named_after',
  Handling: 'decides_outcome',
  'Index 7': 'too_good',
  'Paid Sum': 'filled_after',
  Gender: 'private',
  'Lead Number': 'one_each',
} as const

export function leads(count: number): Lead[] {
  const random = seeded(20_260_401)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const pick = <Value>(...of: readonly (readonly [Value, number])[]): Value => {
    let left = random() * of.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of of) if ((left -= weight) < 0) return value
    throw new Error('the weights do not add up')
  }
  return Array.from({ length: count }, (_, at): Lead => {
    const origin = pick(['Landing Page', 53], ['API', 39], ['Add Form', 8])
    const source = pick<string | null>(
      ['Google', 31],
      ['Direct', 28],
      ['Chat', 19],
      ['Organic', 12],
      ['Reference', 6],
      [null, 4],
    )
    const visits = random() < 0.02 ? null : Math.round(Math.exp(0.9 + 0.8 * normal()) * (random() < 0.004 ? 40 : 1))
    const time = random() < 0.24 ? 0 : Math.round(Math.exp(6 + 0.9 * normal()))
    const occupation = pick<string | null>(['Unemployed', 60], ['Working', 8], ['Student', 3], [null, 29])
    const country = pick<string | null>(['India', 70], ['UAE', 2], ['USA', 2], [null, 26])
    const specialization = pick<string | null>(...specializations)
    const logOdds =
      -1.7 +
      (byOrigin[origin] ?? 0) +
      (source === null ? 0.2 : ({ Google: 0.2, Direct: -0.2, Chat: 0.7, Organic: 0.1, Reference: 1.2 }[source] ?? 0)) +
      Math.min(2.6, time / 700) +
      Math.min(0.5, (visits ?? 2) / 20) +
      (occupation === null ? -1.2 : ({ Unemployed: 0.3, Working: 2.3, Student: 0.2 }[occupation] ?? 0))
    const won = random() < 1 / (1 + Math.exp(-logOdds))
    return {
      number: at,
      won,
      fields: {
        Origin: origin,
        Source: source,
        Visits: visits,
        'Time Spent': time,
        Occupation: occupation,
        Country: country,
        Specialization: specialization,
        Tags: won
          ? pick<string | null>(['Will revert', 70], ['Busy', 6], [null, 24])
          : pick<string | null>(['Ringing', 40], ['Switched off', 14], ['Busy', 4], [null, 42]),
        'Lead Quality': won
          ? pick<string | null>(['High', 20], ['Might be', 35], [null, 45])
          : pick<string | null>(['Worst', 12], ['Not sure', 30], [null, 58]),
        'Last Activity': won ? pick(['SMS', 50], ['E-mail', 50]) : pick(['SMS', 20], ['E-mail', 60], ['Chat', 20]),
        Handling: won ? pick(['B12', 20], ['B3', 80]) : pick(['B7', 30], ['B3', 70]),
        'Index 7': Math.round(normal() * 10 + (won ? 32 : 0)),
        'Paid Sum': won && random() < 0.4 ? Math.round(100 + 20 * normal()) : null,
        Gender: pick(['F', 1], ['M', 1]),
        'Lead Number': 579_533 + at * 9,
      },
    }
  })
}

const byOrigin: Readonly<Record<string, number>> = { 'Landing Page': -0.2, API: 0, 'Add Form': 2.4 }

const specializations = [
  [null, 37] as const,
  ...['Finance', 'People', 'Marketing', 'Operations', 'Business', 'IT', 'Supply', 'Banking', 'Travel', 'Media'].map(
    (name, at) => [name, 12 - at] as const,
  ),
]

/** Numbers from 0 to 1 that are the same every time: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** As a spreadsheet writes it. */
export function csvOf(all: readonly Lead[]): string {
  const names = Object.keys(all[0]?.fields ?? {})
  const lines = all.map(({ number, won, fields }) =>
    [number, won ? 1 : 0, ...names.map((name) => fields[name] ?? '')].join(','),
  )
  return [['Lead', 'Converted', ...names].join(','), ...lines].join('\n')
}

if (process.argv[1] === import.meta.filename) process.stdout.write(csvOf(leads(3_000)))
