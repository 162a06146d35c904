import { afterAll, beforeAll, expect, test } from 'vitest'
import * as moves from '../../src/contract/moves.ts'
import type { Tables } from '../../src/server/database/tables.ts'
import type { Updateable } from 'kysely'
import { startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const someday = new Date('2020-01-01T00:00:00Z')

const falsehoods: [string, Updateable<Tables['deals']>, string[]][] = [
  ['an outcome', { outcome: 'won', ended_at: someday }, ['endedAt', 'outcome']],
  ['an amount', { amount_minor: 1 }, ['amountMinor']],
  ['a currency', { currency: 'SEK' }, ['currency']],
  ['an opening', { opened_at: someday }, ['openedAt']],
  ['an entry', { stage_entered_at: someday }, ['stageEnteredAt']],
  ['an expected day', { expected_close_on: '2031-01-01' }, ['expectedCloseOn']],
  ['a next step', { next_step: 'x', next_step_on: '2031-01-01' }, ['nextStep']],
  ['a day to come back', { come_back_on: '2031-01-01' }, ['comeBackOn']],
]

test.each(falsehoods)('%s that no fact tells is found', async (_, set, fields) => {
  const { id } = await world.openPilot()
  const { db } = world.rondo.pools
  await db
    .updateTable('deals')
    .set(set)
    .where('workspace_id', '=', world.rondo.workspaceId)
    .where('id', '=', id)
    .execute()
  const found = await world.disagreements()
  expect(found.filter(({ dealId }) => dealId === id).map(({ field }) => field)).toEqual(fields)
})

test('a stage, an owner and a lost fact are found too', async () => {
  const { sam, bo, openPilot, rondo, disagreements } = world
  const { db } = rondo.pools
  const { id } = await openPilot()
  const { deal } = await sam.call(moves.moveDeal, { params: { id }, body: { stage: 'first-contact' } })
  await db.updateTable('deals').set({ owner_id: bo.memberId }).where('id', '=', id).execute()
  await db.deleteFrom('facts').where('deal_id', '=', id).where('type', '=', 'deal.moved').execute()
  const found = (await disagreements()).filter(({ dealId }) => dealId === id)
  expect(found.map(({ field }) => field)).toEqual(['owner', 'stage', 'stageEnteredAt'])
  expect(found[0]).toMatchObject({ state: bo.memberId, facts: null })
  expect(found[1]).toMatchObject({ state: deal.stage.id })
  await db.deleteFrom('facts').where('deal_id', '=', id).execute()
  const nothingLeft = (await disagreements()).filter(({ dealId }) => dealId === id)
  expect(nothingLeft.map(({ field }) => field)).toContain('openedAt')
})
