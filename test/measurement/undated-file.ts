import { expect } from 'vitest'
import type { Person } from '../kit/app.ts'
import { csv, imported } from '../imports/importing.ts'
import { dice } from './kept-figures.ts'
import { after } from './told.ts'

/** Deals of a file that lacks dates: both, one, or none of them; where both are missing some tell how long they took. */
export async function bringUndated(person: Person, from: number, to: number): Promise<void> {
  const rows = Array.from({ length: to - from }, (_, place) => {
    const random = dice(1_000 + from + place)
    const outcome = ['Won', 'Lost', 'Lost', 'Open'][random(4)] ?? ''
    const length = random(3) === 0 ? '' : String(random(120))
    const opened = random(4) === 0 ? after('2025-01-01', random(60)) : ''
    const closed = random(4) === 0 && outcome !== 'Open' && opened === '' ? after('2025-03-01', random(60)) : ''
    return [`F${from + place}`, `File ${from + place}`, outcome, opened, closed, length].join(',')
  })
  const result = await imported(person, csv('Deal ID,Deal Name,Status,Created,Closed,Days to close', ...rows))
  expect(result).toMatchObject({ status: 'done', created: rows.length })
}
