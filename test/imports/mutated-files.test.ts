import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportResult } from '../../src/contract/imports.ts'
import { type App, Problem, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { imported } from './importing.ts'
import { pipelineLines } from './pipeline-files.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ currency: 'USD' })
})
afterAll(() => rondo?.stop())

// The header with rows of every kind: won, lost, open, without company, without date.
const few = Buffer.from(
  [...pipelineLines.slice(0, 20), ...pipelineLines.slice(1_590, 1_610), ...pipelineLines.slice(1_990, 2_010)].join(
    '\n',
  ),
)

type Mutation = (bytes: Buffer) => Buffer
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 6 })).map(([at, bytes]): Mutation => {
    return (file) => {
      const copy = Buffer.from(file)
      copy.set(bytes.subarray(0, Math.max(0, copy.length - Math.floor(at * copy.length))), Math.floor(at * copy.length))
      return copy
    }
  }),
  fc
    .tuple(place, fc.constantFrom('"', '\n', '\r', '\0', ',,,,', ';', '\ufeff', '﷽', '=1+1', '9'.repeat(400)))
    .map(([at, text]): Mutation => {
      return (file) => {
        const middle = Math.floor(at * file.length)
        return Buffer.concat([file.subarray(0, middle), Buffer.from(text), file.subarray(middle)])
      }
    }),
  fc.tuple(place, place).map(([from, to]): Mutation => {
    return (file) =>
      Buffer.concat([file.subarray(0, Math.floor(from * file.length)), file.subarray(Math.floor(to * file.length))])
  }),
)

async function tried(content: Buffer): Promise<ImportResult | Problem> {
  try {
    return await imported(rondo.owner, [{ name: 'sales_pipeline.csv', content: new Uint8Array(content) }])
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

test('a broken file is taken row by row or refused with a reason, and every row is counted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 5 }), async (mutations) => {
      const result = await tried(mutations.reduce<Buffer>((file, mutate) => mutate(file), few))
      const said = result instanceof Problem ? result.details.code : result.status
      expect(['import_file_unreadable', 'done']).toContain(said)
      if (result instanceof Problem) return
      const { rows, created, updated, merged, rejected } = result
      expect(created + updated + merged + rejected).toBe(rows)
    }),
    { numRuns: 40, endOnFailure: true },
  )
  expect(await disagreementsIn(rondo)).toEqual([])
}, 120_000)
