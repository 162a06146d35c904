import { expect } from 'vitest'
import { type DuplicateGroup, listDuplicates, scanForDuplicates, showScan } from '../../src/contract/duplicates.ts'
import type { Person } from '../kit/app.ts'

/** What a scan of all that is there finds. */
export async function scanned(who: Person, kind: DuplicateGroup['kind']): Promise<DuplicateGroup[]> {
  await who.call(scanForDuplicates, {})
  await expect.poll(async () => (await who.call(showScan, {})).isRunning, { timeout: 20_000, interval: 50 }).toBe(false)
  return (await who.call(listDuplicates, { query: { kind } })).items
}
