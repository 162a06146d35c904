import type { Reading } from '../loading.ts'
import { workOn } from './kept-work.ts'
import { cellSize, efforts } from './work-days.ts'

/** The calls and appointments that somebody made in some days, both ends included; of everybody, and of what was brought in, where nobody is named. */
export async function effortOn(ctx: Reading, from: string, to: string, owners: readonly string[] | null) {
  const { codes, days } = await workOn(ctx, from, to)
  const wanted = owners && new Set(owners.map((id) => codes.numbers.get(id) ?? -1))
  const counts = efforts.map(() => 0)
  for (const [, done] of days)
    for (let at = 0; at < done.length; at += cellSize) {
      const effort = done[at + 4] ?? 0
      if (wanted === null || wanted.has(done[at] ?? 0)) counts[effort] = (counts[effort] ?? 0) + (done[at + 3] ?? 0)
    }
  const [, calls = 0, appointments = 0] = counts
  return { calls, appointments }
}
