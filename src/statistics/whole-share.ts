import { clopperPearson } from './clopper-pearson.ts'
import { type Share, defaultConfidence } from './intervals.ts'
import type { SurvivalRow } from './risk-table.ts'

/**
 * A share ended by a day, with limits also where it is 0 or 1 and the variance of the curve tells none: Clopper–Pearson's, of none or all of the m that were seen from their start
 * and whose fate by the day is known (ended by it, or followed to it). None of 14 is up to 23.2 %, at 95 %. Others are given back as they are, and so is one of which nobody is known.
 * Source: Clopper & Pearson 1934 (see clopperPearson).
 */
export function withWholeLimits(
  share: Share,
  rows: readonly SurvivalRow[],
  day: number,
  confidence = defaultConfidence,
): Share {
  const { estimate } = share
  if (estimate === null || share.low !== null || (estimate > 1e-12 && estimate < 1 - 1e-12)) return share
  const isKnown = ({ entry, time, cause }: SurvivalRow) => entry < 0 && (time >= day || cause > 0)
  const known = rows.reduce((total, row) => total + (isKnown(row) ? row.count : 0), 0)
  if (known === 0) return share
  const { low, high } = clopperPearson(estimate < 0.5 ? 0 : known, known, confidence)
  return { estimate, low, high }
}
