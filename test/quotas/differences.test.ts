import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeMember, listMembers } from '../../src/contract/access.ts'
import { type QuotaPlan, beginQuotaPlan, editQuotaPlan, showQuotaPlan } from '../../src/contract/quotas.ts'
import { leaveQuotaDifference, listQuotaVersions } from '../../src/contract/quota-history.ts'
import { addTeam, deactivateMember } from '../../src/contract/team.ts'
import { actThemselves } from '../kit/themselves.ts'
import { type World, dayAgo, startWorld } from '../kit/world.ts'

// The year was planned while Sam and Bo were in no team. Then Ada makes teams in Settings, somebody joins, and Bo leaves.
let world: World
let plan: QuotaPlan
beforeAll(async () => {
  world = await startWorld()
  await actThemselves(world)
  plan = await world.mia.call(beginQuotaPlan, { body: { on: dayAgo(0), goalMinor: 1_200_000 } })
}, 120_000)
afterAll(() => world.rondo.stop())

const show = async (who: 'mia' | 'sam' = 'mia') =>
  world[who].call(showQuotaPlan, { params: { id: plan.id }, query: {} })
const told = ({ differences }: QuotaPlan) =>
  differences.map(({ kind, member, team }) => [kind, member?.name ?? null, team?.name ?? null])
const follow = async (place = 0) => {
  const now = await show()
  const difference = now.differences[place]
  if (difference === undefined) throw new Error('nothing to follow')
  return world.mia.call(editQuotaPlan, { params: { id: plan.id }, version: now.version, body: difference.follow })
}
const tree = ({ nodes }: QuotaPlan) =>
  nodes.flatMap(({ name, kind, depth, until }) => (until === null ? [`${depth} ${name ?? kind}`] : []))
const yearOf = ({ nodes: [company] }: QuotaPlan) => company?.amounts.reduce((sum, minor) => sum + minor, 0)

async function place(memberId: string, teamId: string | null) {
  const { ada } = world
  const version = (await ada.call(listMembers, {})).items.find(({ id }) => id === memberId)?.version ?? 0
  await ada.call(changeMember, { params: { id: memberId }, version, body: { teamId } })
}

test('as it was begun the plan is as Settings are', async () => {
  expect(told(await show())).toEqual([])
})

test('a team made in Settings is offered first, then its seller; each follows with one press, and the year keeps its sum', async () => {
  const { ada, sam } = world
  const north = await ada.call(addTeam, { body: { name: 'North' } })
  await place(sam.memberId, north.id)
  const before = await show()
  expect(told(before)).toEqual([['team', null, 'North']])
  expect(told(await follow())).toEqual([['moved', 'Sam Berg', 'North']])
  const followed = await follow()
  expect(told(followed)).toEqual([])
  expect(tree(followed)).toEqual(['0 company', '1 North', '2 Sam Berg', '1 Bo Lund'])
  expect(yearOf(followed)).toBe(yearOf(before))
  // It is for whoever plans; an earlier version differs from nothing.
  await place(sam.memberId, null)
  expect(told(await show())).toEqual([['moved', 'Sam Berg', null]])
  expect(told(await show('sam'))).toEqual([])
  const former = await world.mia.call(showQuotaPlan, { params: { id: plan.id }, query: { number: 1 } })
  expect(told(former)).toEqual([])
  await place(sam.memberId, north.id)
})

test('who leaves, and who joins in the middle of the year: the joiner takes over the place that waits', async () => {
  const { rondo, bo, ada } = world
  await ada.call(deactivateMember, { params: { id: bo.memberId }, body: { handOverTo: null } })
  expect(told(await show())).toEqual([['left', 'Bo Lund', null]])
  const left = await follow()
  expect(told(left)).toEqual([])
  await rondo.member('seller', 'Eli Sund')
  expect(told(await show())).toEqual([['joined', 'Eli Sund', null]])
  const joined = await follow()
  expect(told(joined)).toEqual([])
  const eli = joined.nodes.find(({ name }) => name === 'Eli Sund')
  expect(eli).toMatchObject({ kind: 'member', from: dayAgo(0), depth: 1 })
  expect(eli?.amounts.at(-1)).toBeGreaterThan(0)
  expect(yearOf(joined)).toBe(1_200_000)
})

test('a plan that differs on purpose is left as it is: it says who said so, until Settings change again', async () => {
  const { mia, sam, rondo } = world
  const ida = await rondo.member('seller', 'Ida Strand')
  const params = { id: plan.id }
  const south = await world.ada.call(addTeam, { body: { name: 'South' } })
  await place(sam.memberId, south.id)
  await place(ida.memberId, south.id)
  const before = await show()
  expect(told(before)).toEqual([['team', null, 'South']])
  const team = { kind: 'team', memberId: null, teamId: south.id } as const
  const left = await mia.call(leaveQuotaDifference, { params, body: team })
  expect(left).toMatchObject({
    version: before.version,
    differences: [{ kind: 'team', stays: { saidBy: 'Mia Falk' } }],
  })
  // Said again, it is said once; the history tells it.
  await mia.call(leaveQuotaDifference, { params, body: team })
  const [latest] = (await mia.call(listQuotaVersions, { params, query: {} })).items
  expect(latest?.stays).toMatchObject([{ kind: 'team', member: null, team: 'South', saidBy: 'Mia Falk' }])
  await place(ida.memberId, null)
  expect((await show()).differences).toMatchObject([
    { kind: 'team', stays: null },
    { kind: 'joined', member: { name: 'Ida Strand' }, stays: null },
  ])
  const joined = { kind: 'joined', memberId: ida.memberId, teamId: null } as const
  await mia.call(leaveQuotaDifference, { params, body: joined })
  expect((await show()).differences.map(({ kind, stays }) => [kind, stays !== null])).toEqual([
    ['team', false],
    ['joined', true],
  ])
  // There and back again is a change too.
  await place(ida.memberId, south.id)
  await place(ida.memberId, null)
  expect((await show()).differences.map(({ stays }) => stays)).toEqual([null, null])
  const moved = { kind: 'moved', memberId: sam.memberId, teamId: null } as const
  expect(await mia.refused(leaveQuotaDifference, { params, body: moved })).toMatchObject({ code: 'unknown_reference' })
  expect((await sam.fetch('POST', `/quota-plans/${plan.id}/stays`, team)).status).toBe(403)
})
