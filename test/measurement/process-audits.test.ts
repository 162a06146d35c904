import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as moves from '../../src/contract/moves.ts'
import {
  listProcessAudits,
  makeProcessAudit,
  replayProcessAudit,
  showProcessAudit,
} from '../../src/contract/process-audits.ts'
import { changeDraft, draftProcess, listProcesses, publishDraft } from '../../src/contract/process.ts'
import { type Person } from '../kit/app.ts'
import { draftsOf, startWorld, type World } from '../kit/world.ts'
import { after, tell } from './told.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

/** A few deals, however they went. */
async function someDeals(person: Person, stories: readonly (readonly [days: number, end: boolean])[]): Promise<void> {
  for (const [number, [days, end]] of stories.entries()) {
    const opened = after('2026-02-01', number * 3)
    const moved = after(opened, days)
    const ended = after(moved, days + 1)
    await tell(person, {
      opened,
      moves: [['qualification', moved]],
      ...(number % 4 === 3 ? {} : { end: [end ? 'won' : 'lost', ended] as const }),
    })
  }
}

describe('an audit of a process', () => {
  test('is what it was when it was made, and comes out the same from the log, whatever happened since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('2026-03-01', '2026-02-10', undefined),
        async (stories, asOf) => {
          const eva = await world.rondo.anotherWorkspace()
          await someDeals(eva, stories)
          const made = await eva.call(makeProcessAudit, { body: { asOf } })
          await pause(5)
          await someDeals(eva, [[4, true]])
          const late = await tell(eva, { opened: '2026-02-02' })
          await eva.call(moves.loseDeal, {
            params: { id: late.id },
            body: { occurredAt: '2026-02-05T12:00:00.000Z' },
          })
          const { id } = made
          expect(await eva.call(showProcessAudit, { params: { id } })).toEqual(made)
          const replay = await eva.call(replayProcessAudit, { params: { id } })
          expect(replay).toEqual({ isSame: true, report: made.report })
        },
      ),
      { numRuns: 4 },
    )
  }, 60_000)

  test('names the slowest and the leakiest stage, what nothing comes through, and stands beside the one before', async () => {
    const eva = await world.rondo.anotherWorkspace()
    await someDeals(
      eva,
      Array.from({ length: 12 }, (_, number) => [8 + (number % 5), number % 2 === 0] as const),
    )
    const first = await eva.call(makeProcessAudit, { body: { asOf: '2026-04-30' } })
    expect(first.former).toBeNull()
    const kinds = first.findings.map(({ finding }) => finding)
    expect(kinds).toEqual(expect.arrayContaining(['leakiest', 'slowest', 'adherence']))
    const slowest = first.findings.find(({ finding }) => finding === 'slowest')
    expect(slowest).toMatchObject({ key: 'qualification', n: 12 })
    const durations = new Map(first.report.map.stages.map(({ key, duration }) => [key, duration]))
    const lowest = durations.get('qualification')?.median.low ?? 0
    const overlap = [...durations].filter(
      ([key, { n, median }]) =>
        key !== 'qualification' && n >= 10 && median.value !== null && (median.high ?? Infinity) >= lowest,
    )
    expect(slowest?.finding === 'slowest' ? (slowest.asSlow ?? []).map(({ key }) => key).toSorted() : []).toEqual(
      overlap.map(([key]) => key).toSorted(),
    )
    const later = await eva.call(makeProcessAudit, { body: { asOf: '2026-08-31' } })
    expect(later.former).toMatchObject({ id: first.id, asOf: '2026-04-30', report: first.report })
    const dead = later.findings.filter(({ finding }) => finding === 'dead')
    expect(dead.length).toBe(later.report.map.stages.length)
    expect(dead[0]).toMatchObject({ key: 'prospecting', open: 0 })
  })

  test('sets the deals of a version beside those of the one before it, and claims nothing with few', async () => {
    const eva = await world.rondo.anotherWorkspace()
    const sell = async (days: number) => {
      for (let number = 0; number < 12; number++) {
        const opened = after('2026-02-01', number)
        await tell(eva, { opened, end: ['won', after(opened, days + (number % 3))] })
      }
    }
    await sell(30)
    const { items } = await eva.call(listProcesses, {})
    const draft = await eva.call(draftProcess, { params: { id: items[0]?.id ?? '' } })
    const params = { id: draft.id }
    await eva.call(changeDraft, { params, body: { stages: draftsOf(draft) }, version: draft.version })
    await eva.call(publishDraft, { params })
    const drift = async () => {
      const { findings } = await eva.call(makeProcessAudit, { body: {} })
      return findings.find(({ finding }) => finding === 'drift')
    }
    expect(await drift()).toMatchObject({ from: 1, to: 2, n: { before: 12, after: 0 }, pValue: null })
    await sell(5)
    const told = await drift()
    expect(told).toMatchObject({ n: { before: 12, after: 12 } })
    expect(told?.finding === 'drift' && told.pValue !== null && told.pValue < 0.001).toBe(true)
  })

  test('is seen by whoever made it, and by those who see all', async () => {
    const { rondo, ada, sam, bo } = world
    const { db } = rondo.pools
    for (const { memberId, name } of [
      { memberId: sam.memberId, name: 'Sam Berg' },
      { memberId: bo.memberId, name: 'Bo Lund' },
    ]) {
      await db.updateTable('members').set({ sees: 'own' }).where('id', '=', memberId).execute()
      await db.updateTable('api_keys').set({ member_id: memberId }).where('name', '=', name).execute()
    }
    await tell(ada, { opened: '2026-02-01', body: { ownerId: sam.memberId } })
    await tell(ada, { opened: '2026-02-01', body: { ownerId: bo.memberId } })
    const his = await sam.call(makeProcessAudit, { body: {} })
    const hers = await ada.call(makeProcessAudit, { body: {} })
    expect([his.report.map.n, hers.report.map.n]).toEqual([1, 2])
    // Another sight is another audit: they are not set beside each other.
    expect(hers.former).toBeNull()
    const seenBy = async (person: Person) => (await person.call(listProcessAudits, {})).items.map(({ id }) => id)
    expect(await seenBy(sam)).toEqual([his.id])
    expect(await seenBy(bo)).toEqual([])
    expect(await seenBy(ada)).toEqual([hers.id, his.id])
    expect(await bo.refused(showProcessAudit, { params: { id: his.id } })).toMatchObject({ code: 'not_found' })
    // Of the deals that Sam saw, whoever works it out.
    expect(await ada.call(replayProcessAudit, { params: { id: his.id } })).toMatchObject({ isSame: true })
  })
})
