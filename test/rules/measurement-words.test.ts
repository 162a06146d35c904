import { expect, test } from 'vitest'
import { methods } from '../../src/contract/measurement.ts'
import { readCatalogue } from '../../src/words/catalogues.ts'

test('every method has a line that a salesperson can read', () => {
  const ids = readCatalogue('measurement', 'en')
  for (const method of methods) expect(ids.has(`measurement.method.${method}`), method).toBe(true)
})
