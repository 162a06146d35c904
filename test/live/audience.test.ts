import { describe, expect, test } from 'vitest'
import { endpoints } from '../../src/contract/index.ts'
import { type Change, rightsToRead } from '../../src/contract/live.ts'
import { may, type Role, roles, rightsOverAll } from '../../src/contract/permissions.ts'
import { type Owners, toldTo } from '../../src/server/live/audience.ts'

const [own, colleague, stranger] = ['member-own', 'member-colleague', 'member-stranger'] as const
const rows = {
  own: 'row-own',
  colleague: 'row-colleague',
  stranger: 'row-stranger',
  nobody: 'row-nobody',
  gone: 'row-gone',
}
const kinds = ['deals', 'companies', 'people', 'households'] as const
const owners: Owners = new Map(
  kinds.map((kind) => [
    kind,
    new Map([
      [rows.own, own],
      [rows.colleague, colleague],
      [rows.stranger, stranger],
      [rows.nobody, null],
    ]),
  ]),
)
const sights = {
  own: { sees: [own], seen: [rows.own, rows.nobody] },
  team: { sees: [own, colleague], seen: [rows.own, rows.colleague, rows.nobody] },
  all: { sees: null, seen: Object.values(rows) },
} as const
const table = roles.flatMap((role) =>
  kinds.flatMap((kind) => Object.entries(sights).map(([sight, what]) => [role, kind, sight, what] as const)),
)
const changeOf = (kind: string, id: string): Change => ({ kind, id, fields: ['name'] })

describe('whoever sees a part is told of that part, and of the rest only that there is something', () => {
  test.each(table)('%s, %s, %s', (role, kind, _, { sees, seen }) => {
    const told = toldTo(
      { role, sees },
      Object.values(rows).map((id) => changeOf(kind, id)),
      owners,
    )
    expect(told.flatMap(({ id }) => id ?? []).sort()).toEqual([...seen].sort())
    const rest = told.filter(({ id }) => id === null)
    expect(rest).toEqual(sees === null ? [] : [{ kind, id: null, fields: [] }])
  })
})

describe('nobody is told of a kind that they may not read', () => {
  const rights = [...rightsToRead(endpoints.map(({ endpoint }) => endpoint))]
  const cases = roles.flatMap((role) => rights.map(([kind, right]) => [role, kind, right] as const))
  test.each(cases)('%s, %s', (role: Role, kind, right) => {
    const told = (sees: readonly string[] | null) => toldTo({ role, sees }, [changeOf(kind, 'row')], new Map())
    expect(told(null).length > 0).toBe(may(role, right))
    expect(told([own]).length > 0).toBe(may(role, right) && !rightsOverAll.includes(right))
    expect(toldTo({ role, sees: null, scopes: [] }, [changeOf(kind, 'row')], new Map())).toEqual([])
  })
})

test('what hangs on a row is told by its id to those alone who see all', () => {
  const note = [changeOf('notes', 'note')]
  expect(toldTo({ role: 'seller', sees: null }, note, new Map())).toEqual(note)
  expect(toldTo({ role: 'seller', sees: [own] }, note, new Map())).toEqual([{ kind: 'notes', id: null, fields: [] }])
})
