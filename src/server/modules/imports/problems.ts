import type { ImportProblemCode, ImportResult } from '../../../contract/imports.ts'
import { storable } from './storable.ts'

export type Problem = ImportResult['problems'][number]
export type Example = Problem['example']

// What is shown of a cell: enough to find it.
const exampleCharacters = 200

/** The problems of an import, grouped: how often each occurred, and where first. */
export interface Problems {
  add(code: ImportProblemCode, example: Example): void
  list(): Problem[]
}

/** For what is read only to be looked at. */
export const unheard: Problems = { add() {}, list: () => [] }

/** Problems found before, with those found since. */
export function withProblems(before: readonly Problem[], since: readonly Problem[]): Problem[] {
  const all = new Map(before.map((problem) => [problem.code, problem]))
  for (const problem of since) {
    const known = all.get(problem.code)
    all.set(problem.code, known ? { ...known, count: known.count + problem.count } : problem)
  }
  return [...all.values()]
}

/** Goes on counting from the problems found before. */
export function countProblems(before: readonly Problem[] = []): Problems {
  const found = new Map(before.map((problem) => [problem.code, { ...problem }]))
  return {
    add(code, { file, row, column, value }) {
      const known = found.get(code)
      if (known) {
        known.count++
        return
      }
      const short = (text: string | null) => (text === null ? null : storable(text.slice(0, exampleCharacters)))
      found.set(code, { code, count: 1, example: { file, row, column: short(column), value: short(value) } })
    },
    list: () => [...found.values()],
  }
}
