import { expect, test } from 'vitest'
import { labelledSet } from './labelled-set.ts'
import { measure, pairsFound } from './measured.ts'

// Not the set that the weights were looked at with.
const set = labelledSet(20_261, 300)
const found = pairsFound(set, 0.5)

// A tenth of the pairs says nothing but a name, or what was changed is all there was: nobody could tell those.
test.each([
  ['person', 0.5, 0.88, 0.83],
  ['person', 0.85, 0.97, 0.68],
  ['person', 0.98, 0.995, 0.58],
  ['company', 0.5, 0.92, 0.92],
  ['company', 0.85, 0.98, 0.6],
  ['company', 0.98, 0.995, 0.5],
] as const)('of every %s from %d on: precision above %d, recall above %d', (kind, least, precision, recall) => {
  const measured = measure(
    set,
    found.filter(({ score }) => score >= least),
    (row) => row.kind === kind,
  )
  expect(measured.precision).toBeGreaterThan(precision)
  expect(measured.recall).toBeGreaterThan(recall)
})

test.each(['en', 'sv', 'he', 'tr', 'da', 'th'])('no language is left behind: %s', (language) => {
  const measured = measure(set, found, (row) => row.language === language)
  expect(measured.precision).toBeGreaterThan(0.86)
  expect(measured.recall).toBeGreaterThan(0.84)
})
