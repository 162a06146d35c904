import { expect, test } from 'vitest'
import type { Member } from '../../src/contract/access.ts'
import { choicesOf, whoseOf } from '../../src/web/forecast/whose.ts'

const north = 'north'
const sam = { id: 'sam', role: 'seller', sees: 'own', teamId: north } as const
const mia = { id: 'mia', role: 'manager', sees: 'team', teamId: north } as const
const ada = { id: 'ada', role: 'owner', sees: 'all', teamId: null } as const
const nothing = { owner: undefined, team: undefined }

test.each([
  ['a seller', sam, nothing, { owner: 'sam', team: undefined }],
  ['a seller who sees all', { ...sam, sees: 'all' }, nothing, { owner: 'sam', team: undefined }],
  ['a seller who asks for all', { ...sam, sees: 'all' }, { ...nothing, owner: 'all' }, nothing],
  ['who leads a team', mia, nothing, { owner: undefined, team: north }],
  ['who leads a team and asks for a seller', mia, { ...nothing, owner: 'sam' }, { owner: 'sam', team: undefined }],
  ['who would lead a team but has none', { ...mia, teamId: null }, nothing, { owner: 'mia', team: undefined }],
  ['a manager of their own deals alone', { ...mia, sees: 'own' }, nothing, { owner: 'mia', team: undefined }],
  ['the owner', ada, nothing, nothing],
  ['the owner who asks for a team', ada, { ...nothing, team: north }, { owner: undefined, team: north }],
] as const)('the deals of %s', (_who, asker, asked, whose) => {
  expect(whoseOf(asker, asked)).toEqual(whose)
})

test('only those can be chosen whose deals one sees', () => {
  const teams = [{ id: north }, { id: 'south' }]
  const member = (id: string, team: string | null) =>
    ({ id, name: id, team: team === null ? null : { id: team, name: team } }) as Member
  const members = [member('ada', null), member('bo', 'south'), member('mia', north), member('sam', north)]
  const chosen = (asker: Parameters<typeof choicesOf>[0]) => {
    const found = choicesOf(asker, teams, members)
    return [found.teams.map(({ id }) => id), found.members.map(({ id }) => id)]
  }
  expect(chosen(ada)).toEqual([
    [north, 'south'],
    ['ada', 'bo', 'mia', 'sam'],
  ])
  expect(chosen(mia)).toEqual([[north], ['mia', 'sam']])
  expect(chosen({ ...mia, teamId: null })).toEqual([[], ['mia']])
  expect(chosen(sam)).toEqual([[], ['sam']])
})
