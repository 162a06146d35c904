import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editDeals } from '../../src/contract/bulk-edits.ts'
import { startChangeover, undoChangeover } from '../../src/contract/changeovers.ts'
import { openDeal, showDeal } from '../../src/contract/deals.ts'
import { setLines } from '../../src/contract/lines.ts'
import { loseDeal, reopenDeal, undoMove, winDeal } from '../../src/contract/moves.ts'
import { deleteNote, restoreNote, writeNote } from '../../src/contract/notes.ts'
import { changeTouch, logTouch, withdrawTouch } from '../../src/contract/outreach.ts'
import { logPresentation, withdrawPresentation } from '../../src/contract/presenting.ts'
import { addProcess } from '../../src/contract/process.ts'
import { addSource } from '../../src/contract/sources.ts'
import { openOne } from '../../src/server/database/pool.ts'
import { leaveChange } from '../../src/server/kernel/changes.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { dayNumber } from '../../src/server/modules/measurement/history.ts'
import type { WorkOf } from '../../src/server/modules/measurement/hours/pieces.ts'
import { effortOn } from '../../src/server/modules/measurement/hours/effort.ts'
import {
  forgetWork,
  workOfAll,
  workOn,
  workOnDeals,
  workStored,
} from '../../src/server/modules/measurement/hours/kept-work.ts'
import { packWork, readStoredWork, wordsSinceWork } from '../../src/server/modules/measurement/hours/stored-work.ts'
import { type WorkDay, readWorkDays } from '../../src/server/modules/measurement/hours/work-days.ts'
import { readHistory } from '../../src/server/modules/measurement/kept-histories.ts'
import type { Reading } from '../../src/server/modules/measurement/loading.ts'
import { storeBeside, storeHistory } from '../../src/server/modules/measurement/stored-histories.ts'
import { ada as owner, type Person, Problem } from '../kit/app.ts'
import { dayAgo, daysAgo, startWorld, type World } from '../kit/world.ts'
import { type Random, dice } from './kept-figures.ts'
import { spelledWork } from './spelled-work.ts'

// Everything that changes what hours are made of, in random order: what was kept and corrected is what a fresh reading gives.

let world: World
let eva: Person
let fair: string
let own: Awaited<ReturnType<typeof openOne>>
const deals: string[] = []
const touches: string[] = []
const notes: string[] = []
const presentations: string[] = []
const changeovers: string[] = []
/** Of two processes of the same stages. */
const versions: string[] = []
const moves: [deal: string, fact: string][] = []

beforeAll(async () => {
  world = await startWorld()
  own = await openOne(world.rondo.connection)
  eva = await world.rondo.signIn(owner.email, owner.password)
  const other = await eva.call(addProcess, { body: { template: 'seven-steps', name: 'Other', language: 'en' } })
  versions.push(...[world.process, other].flatMap((process) => process.versions[0]?.id ?? []))
  fair = (await eva.call(addSource, { body: { name: 'Fair', kind: 'event' } })).id
  for (let number = 0; number < 4; number++) await acts.open(dice(number))
}, 60_000)
afterAll(async () => {
  await own.client.end()
  await world.rondo.stop()
})

const one = <Each>(list: readonly Each[], random: Random): Each | undefined => list[random(list.length)]
const id = (list: readonly string[], random: Random) => one(list, random) ?? dealOf(random)
const dealOf = (random: Random) => one(deals, random) ?? ''
const params = (list: readonly string[], random: Random) => ({ params: { id: id(list, random) } })
const somebody = (random: Random) => (random(3) === 0 ? world.sam : eva)
/** What a key changes is nobody's work. */
const ownerOrKey = (random: Random) => (random(2) === 0 ? world.rondo.owner : eva)
const when = (random: Random) => daysAgo(1 + random(40))
const content = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Tall' }] }] } as const

const acts = {
  open: async (random: Random) => {
    const body = { name: 'Masts', companyId: world.nordlys.id, occurredAt: daysAgo(50) }
    deals.push((await somebody(random).call(openDeal, { body })).id)
  },
  touch: async (random: Random) => {
    const about = random(3) === 0 ? { companyId: world.nordlys.id } : { dealId: dealOf(random) }
    const others = random(4) === 0 ? { otherDealIds: [dealOf(random)] } : {}
    const timed = random(2) === 0 ? { minutes: 5 + random(3) * 10 } : {}
    const body = { channel: random(2) ? 'meeting' : 'phone', outcome: 'reached', occurredAt: when(random) } as const
    touches.push((await somebody(random).call(logTouch, { body: { ...body, ...about, ...others, ...timed } })).id)
  },
  // Nobody's work but the talk, on a day of the past.
  arrive: async (random: Random) => {
    const key = world.rondo.owner
    const { id: dealId } = await key.call(openDeal, { body: { name: 'Vanes', occurredAt: daysAgo(50) } })
    await key.call(logTouch, { body: { channel: 'phone', outcome: 'reached', occurredAt: when(random), dealId } })
    deals.push(dealId)
  },
  correct: async (random: Random) => {
    const [touch] = [id(touches, random)]
    const body = random(2) ? { minutes: 7 } : { occurredAt: when(random) }
    await eva.call(changeTouch, { params: { id: touch }, body, version: 1 })
  },
  withdraw: async (random: Random) => eva.call(withdrawTouch, params(touches, random)),
  present: async (random: Random) => {
    const body = { dealId: dealOf(random), people: [], minutes: 40, occurredAt: when(random) }
    presentations.push((await somebody(random).call(logPresentation, { body })).id)
  },
  unpresent: async (random: Random) => eva.call(withdrawPresentation, params(presentations, random)),
  note: async (random: Random) => {
    notes.push((await eva.call(writeNote, { body: { dealId: dealOf(random), content } })).id)
  },
  unnote: async (random: Random) => eva.call(deleteNote, params(notes, random)),
  renote: async (random: Random) => eva.call(restoreNote, params(notes, random)),
  win: async (random: Random) => {
    const deal = dealOf(random)
    moves.push([deal, (await eva.call(winDeal, { params: { id: deal }, body: {} })).factId])
  },
  lose: async (random: Random) => eva.call(loseDeal, { ...params(deals, random), body: { reason: 'price' } }),
  reopen: async (random: Random) => eva.call(reopenDeal, { ...params(deals, random), body: {} }),
  undo: async () => {
    const [deal = '', factId = ''] = moves.pop() ?? []
    await eva.call(undoMove, { params: { id: deal }, body: { factId } })
  },
  // In one moment, of one deal or of two.
  source: async (random: Random) => {
    const rows = { ids: [...new Set([dealOf(random), dealOf(random)])] }
    const act = random(2) ? { set: { sourceId: random(3) ? fair : null } } : { set: { marketMaturity: 'growth' } }
    await (random(2) ? somebody(random) : world.rondo.owner).call(editDeals, { body: { rows, act } })
  },
  cross: async (random: Random) => {
    const [fromVersionId = '', toVersionId = ''] = random(3) ? versions : versions.toReversed()
    const stages = world.process.versions[0]?.stages.filter(({ phases }) => !phases.includes('care')) ?? []
    const mapping = Object.fromEntries(stages.map(({ key }) => [key, key]))
    const dealIds = [...new Set([dealOf(random), dealOf(random)])]
    const body = { fromVersionId, toVersionId, mapping, dealIds }
    changeovers.push((await eva.call(startChangeover, { body })).id)
  },
  uncross: async () => {
    const [last] = changeovers.splice(-1)
    if (last !== undefined) await eva.call(undoChangeover, { params: { id: last } })
  },
  sell: async (random: Random) => {
    const deal = dealOf(random)
    const { version } = await eva.call(showDeal, { params: { id: deal } })
    const lines = random(3) ? [{ productId: world.anemometer.id, quantity: 1 }] : []
    await ownerOrKey(random).call(setLines, { params: { id: deal }, version, body: { lines } })
  },
  // What an import takes back, and whatever else may remove a deal.
  remove: async (random: Random) => {
    if (deals.length < 3) return
    const [gone = ''] = deals.splice(random(deals.length), 1)
    const workspace = { id: world.rondo.workspaceId }
    await world.rondo.pools.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('deals').where('workspace_id', '=', workspace.id).where('id', '=', gone).execute()
      await leaveChange({ tx, now: new Date(), workspace }, { kind: 'deals', id: null, fields: [] }, [gone])
    })
  },
} satisfies Record<string, (random: Random) => Promise<unknown>>

const from = dayAgo(60)
const to = dayAgo(0)

/** In a snapshot of one's own connection. */
function reading<Result>(read: (ctx: Reading) => Promise<Result>): Promise<Result> {
  const workspace = {
    id: world.rondo.workspaceId,
    slug: '',
    language: 'en',
    currency: 'EUR',
    timeZone: 'Europe/Stockholm',
  } as const
  const snapshot = own.db.transaction().setIsolationLevel('repeatable read')
  return snapshot.execute((tx) => read({ tx, workspace, now: new Date() }))
}

/** The same of some deals, of none, or of all, by the pieces of each. */
async function ofDeals(ctx: Reading, of: WorkOf) {
  const { codes, days } = await workOnDeals(ctx, from, to, of)
  const anew = { numbers: new Map(), ids: [''] }
  const wanted = { from, to, knownAt: null, which: 'logged', of } as const
  return [spelledWork(codes, days), spelledWork(anew, await readWorkDays(ctx, anew, wanted))] as const
}

test('the work that is kept is what a fresh reading gives, whatever has happened', async () => {
  const random = dice(41)
  const done = new Set<string>()
  for (let round = 0; round < 140; round++) {
    for (let left = 1 + random(2); left > 0; left--) {
      const [name, act] = one(Object.entries(acts), random) ?? ['open', acts.open]
      await act(random).then(
        () => done.add(name),
        (error: unknown) => {
          if (!(error instanceof Problem)) throw error
        },
      )
    }
    const [kept, fresh] = await reading(async (ctx) => {
      const { codes, days } = await workOn(ctx, from, to)
      const anew = { numbers: new Map(), ids: [''] }
      const wanted = { from, to, knownAt: null, which: 'logged', of: null } as const
      return [spelledWork(codes, days), spelledWork(anew, await readWorkDays(ctx, anew, wanted))] as const
    })
    expect(kept, `round ${round}`).toEqual(fresh)
    const [process, product] = [world.process.id, world.anemometer.id]
    for (const of of [
      { source: fair },
      { source: fair, process },
      { process },
      { product },
      { product, source: fair },
      'no_deal',
      null,
    ] as const) {
      const [known, slow] = await reading((ctx) => ofDeals(ctx, of))
      expect(known, `round ${round}, of ${JSON.stringify(of)}`).toEqual(slow)
    }
  }
  expect([...done].toSorted()).toEqual(Object.keys(acts).toSorted())
})

test('calls and appointments are those of a count, whoever made them', async () => {
  const workspace_id = world.rondo.workspaceId
  // As an import leaves one that nobody is known to have made.
  const brought = {
    id: newId(),
    channel: 'phone',
    direction: 'outbound',
    outcome: 'reached',
    author_kind: 'import',
  } as const
  const at = { occurred_at: new Date(daysAgo(9)), created_at: new Date() }
  await world.rondo.pools.db
    .insertInto('touches')
    .values({ workspace_id, ...brought, ...at })
    .execute()
  for (const owners of [null, [world.sam.memberId], []]) {
    const [found, counted] = await reading(async (ctx) => {
      forgetWork(workspace_id)
      const { rows } = await sql<{ channel: string; n: number }>`
        select channel, count(*)::int as n from touches where workspace_id = ${workspace_id} and direction = 'outbound'
          and (${owners === null} or author_id = any(${owners ?? []}::uuid[])) group by 1`.execute(ctx.tx)
      const days = { from, to, knownAt: ctx.now }
      // As it is counted of what was known at a moment, and as it is kept.
      const then = await effortOn({ ...ctx, now: new Date(ctx.now.getTime() + 1) }, days, owners)
      expect(then).toEqual(await effortOn(ctx, days, owners))
      return [then, rows] as const
    })
    const count = (channel: string) => counted.find((row) => row.channel === channel)?.n ?? 0
    expect(found).toEqual({ calls: count('phone'), appointments: count('meeting') })
  }
})

test('what is stored of the work is read after a start, and corrected by what has happened since', async () => {
  const random = dice(43)
  await reading(async (ctx) => storeHistory(ctx, await readHistory(ctx)))
  expect(await reading((ctx) => wordsSinceWork(ctx, 10))).toBeNull()
  await reading(async (ctx) => storeBeside(ctx, await workOfAll(ctx)))
  // A day on which nobody worked tells where it came from.
  const told = dayNumber(dayAgo(45))
  await reading(async (ctx) => {
    const stored = await readStoredWork<WorkDay>(ctx, 'work')
    if (!stored) throw new Error('it was stored')
    expect(stored.days.get(told)).toHaveLength(0)
    stored.days.set(told, Int32Array.of(0, 1, 10, 3, 1))
    await storeBeside(ctx, packWork('work', stored))
  })
  // None of them leaves it open which day it was of.
  for (const act of [acts.open, acts.touch, acts.note, acts.touch, acts.open]) await act(random)
  expect(await reading((ctx) => wordsSinceWork(ctx, 1000))).toBeGreaterThan(4)
  // A history that is stored anew takes it along, as far as nothing has changed.
  await reading(async (ctx) => storeHistory(ctx, await readHistory(ctx), await workStored(ctx)))
  expect(await reading((ctx) => wordsSinceWork(ctx, 1000))).toBe(0)
  forgetWork(world.rondo.workspaceId)
  const [kept, fresh] = await reading(async (ctx) => {
    const { codes, days } = await workOn(ctx, from, to)
    const anew = { numbers: new Map(), ids: [''] }
    const wanted = { from, to, knownAt: null, which: 'logged', of: null } as const
    return [spelledWork(codes, days), spelledWork(anew, await readWorkDays(ctx, anew, wanted))] as const
  })
  expect(kept).toEqual(fresh.map(([day, done]) => [day, day === told ? ['/1/10/3/1'] : done]))
  const [ofFair, slow] = await reading((ctx) => ofDeals(ctx, { source: fair }))
  expect(ofFair).toEqual(slow)
})

test('stored work of another program is none', async () => {
  await reading(async (ctx) => {
    await storeHistory(ctx, await readHistory(ctx), new Map([['work.other', Uint8Array.of(1, 2)]]))
  })
  forgetWork(world.rondo.workspaceId)
  const { days } = await reading((ctx) => workOn(ctx, from, to))
  expect(days.length).toBe(61)
})

test('a win, a call of today and one of some days ago have those days and those beside them read anew, and no others', async () => {
  const daysKept = async () => new Map((await reading((ctx) => workOn(ctx, from, to))).days)
  const before = await daysKept()
  await acts.win(dice(1)).catch(() => {})
  const body = { channel: 'phone', outcome: 'reached', occurredAt: daysAgo(20), companyId: world.nordlys.id } as const
  await eva.call(logTouch, { body })
  const after = await daysKept()
  const anew = [...after].flatMap(([day, done]) => (before.get(day) === done ? [] : [day - dayNumber(to)]))
  expect(anew.toSorted((one, other) => one - other)).toEqual([-21, -20, -19, -1, 0])
})
