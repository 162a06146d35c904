import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BodyOf } from '../../src/contract/endpoint.ts'
import { editDeals, undoBulkEdit } from '../../src/contract/bulk-edits.ts'
import { addCustomField } from '../../src/contract/custom-fields.ts'
import { assignDeal, changeDeal, openDeal, setStakeholder, showDeal } from '../../src/contract/deals.ts'
import { mergeCustomers, undoMerge } from '../../src/contract/duplicates.ts'
import { setLines } from '../../src/contract/lines.ts'
import { loseDeal, moveDeal, reopenDeal, reverseWin, undoMove, winDeal } from '../../src/contract/moves.ts'
import { addCompany, addPerson } from '../../src/contract/people.ts'
import { addPriceList, setPrice } from '../../src/contract/prices.ts'
import { addProduct, changeProduct, showProduct } from '../../src/contract/products.ts'
import { addSource, changeSource, listSources } from '../../src/contract/sources.ts'
import { leaveChange } from '../../src/server/kernel/changes.ts'
import { openOne } from '../../src/server/database/pool.ts'
import { deleteOld } from '../../src/server/live/feed.ts'
import { readField } from '../../src/server/modules/measurement/field-columns.ts'
import { compactFacts, compactLines, emptyHistory } from '../../src/server/modules/measurement/columns.ts'
import { forgetHistory, readHistory } from '../../src/server/modules/measurement/kept-histories.ts'
import { loadHistory, type Reading } from '../../src/server/modules/measurement/loading.ts'
import { packHistory, unpackHistory } from '../../src/server/modules/measurement/packing.ts'
import { processMap } from '../../src/server/modules/measurement/stages.ts'
import { changesSinceStored, readStored, storeHistory } from '../../src/server/modules/measurement/stored-histories.ts'
import { type App, type Person, Problem, startApp } from '../kit/app.ts'
import { bringEnded } from './brought.ts'
import { type Random, dice, figuresOf, ownField, talks } from './kept-figures.ts'
import { forgetListPrices } from './lines-of-before.ts'
import { spelled, spelledStays } from './same-history.ts'

// Everything that changes what figures are made of, in random order; after every few acts the history that was read on
// is what a fresh reading gives.

let rondo: App
let ada: Person
let own: Awaited<ReturnType<typeof openOne>>
const dealIds: string[] = []
const facts: [deal: string, fact: string][] = []
let sources: string[]
let products: string[]
let list: string
let companies: string[]
let people: string[]
let members: (string | null)[]
const merges: string[] = []

beforeAll(async () => {
  rondo = await startApp({ timeZone: 'Asia/Kathmandu' })
  ada = rondo.owner
  own = await openOne(rondo.connection)
  const named = (name: string) => ({ body: { name } })
  sources = [(await ada.call(addSource, { body: { name: 'Old', kind: 'import', observedFrom: '2025-02-01' } })).id]
  sources.push((await ada.call(addSource, { body: { name: 'Fair', kind: 'other' } })).id)
  await ada.call(addCustomField, { body: { record: 'deals', kind: 'text', name: ownField.name } })
  const price = { priceMinor: 500, costMinor: 200 }
  products = await ids(['One', 'Two'], (name) => ada.call(addProduct, { body: { name, currency: 'EUR', ...price } }))
  list = (await ada.call(addPriceList, { body: { name: 'This year', currency: 'EUR' } })).id
  companies = await ids(['A', 'B', 'C'], (name) => ada.call(addCompany, named(name)))
  people = await ids(['P', 'Q', 'R', 'S'], (name) => ada.call(addPerson, named(name)))
  members = [(await rondo.member('seller', 'Sam')).memberId, (await rondo.member('seller', 'Eva')).memberId, null]
  for (let number = 0; number < 6; number++) await acts.open(dice(number))
}, 60_000)
afterAll(async () => {
  await own.client.end()
  await rondo.stop()
})

async function ids(names: readonly string[], add: (name: string) => Promise<{ id: string }>): Promise<string[]> {
  const added: string[] = []
  for (const name of names) added.push((await add(name)).id)
  return added
}

const when = (random: Random) => new Date(Date.UTC(2025, 0, 1 + random(300), random(24))).toISOString()
/** Now, or as something that is told afterwards. */
const told = (random: Random) => (random(3) === 0 ? {} : { occurredAt: when(random) })
const one = <Each>(list: readonly Each[], random: Random): Each => {
  const chosen = list[random(list.length)]
  if (chosen === undefined) throw new Error('there is one')
  return chosen
}
const params = (random: Random) => ({ id: one(dealIds, random) })

const acts = {
  open: async (random: Random) => {
    const body = { name: 'Deal', occurredAt: when(random), sourceId: one([...sources, null], random) }
    const lines = random(4) > 0 ? [{ productId: one(products, random), quantity: 2 }] : []
    const deal = await ada.call(openDeal, { body: { ...body, companyId: one(companies, random), lines } })
    dealIds.push(deal.id)
  },
  move: async (random: Random) => {
    const body = { stage: one(['qualification', 'presentation', 'closing'], random), overrideReason: 'So it was.' }
    const path = params(random)
    const { factId } = await ada.call(moveDeal, { params: path, body: { ...body, ...told(random) } })
    facts.push([path.id, factId])
  },
  win: async (random: Random) => {
    const path = params(random)
    facts.push([path.id, (await ada.call(winDeal, { params: path, body: told(random) })).factId])
  },
  lose: async (random: Random) => {
    const reason = one(['price', 'no_reply'] as const, random)
    await ada.call(loseDeal, { params: params(random), body: { reason, ...told(random) } })
  },
  reverse: async (random: Random) => {
    const path = params(random)
    await ada.call(winDeal, { params: path, body: {} })
    await ada.call(reverseWin, { params: path, body: {} })
  },
  reopen: async (random: Random) => ada.call(reopenDeal, { params: params(random), body: {} }),
  undo: async () => {
    const [id = '', factId = ''] = facts.pop() ?? []
    await ada.call(undoMove, { params: { id }, body: { factId } })
  },
  assign: async (random: Random) =>
    ada.call(assignDeal, { params: params(random), body: { ownerId: one(members, random) } }),
  change: async (random: Random) => {
    const deal = await ada.call(showDeal, { params: params(random) })
    const body = one<BodyOf<typeof changeDeal>>(
      [
        { sourceId: one(sources, random) },
        { amountMinor: random(9_000) },
        { marketMaturity: 'growth' },
        { custom: { [ownField.key]: one(['North', 'South', null], random) } },
      ],
      random,
    )
    await ada.call(changeDeal, { params: { id: deal.id }, body, version: deal.version })
  },
  lines: async (random: Random) => {
    const deal = await ada.call(showDeal, { params: params(random) })
    const price = one([{ priceMinor: 700 }, {}], random)
    const lines = [{ productId: one(products, random), quantity: 1 + random(3), costMinor: 100, ...price }]
    await ada.call(setLines, { params: { id: deal.id }, body: { lines }, version: deal.version })
  },
  price: async (random: Random) => {
    const { id, version } = await ada.call(showProduct, { params: { id: one(products, random) } })
    await ada.call(changeProduct, { params: { id }, body: { priceMinor: 400 + random(900) }, version })
  },
  list: async (random: Random) => {
    const path = { id: list, productId: one(products, random) }
    await ada.call(setPrice, { params: path, body: { priceMinor: 400 + random(900) } })
  },
  // Of lines that were written before list prices were noted.
  unlisted: async (random: Random) => forgetListPrices(rondo, one(dealIds, random)),
  committee: async (random: Random) => {
    const path = { ...params(random), personId: one(people, random) }
    await ada.call(setStakeholder, { params: path, body: { role: 'decides' } })
  },
  source: async (random: Random) => {
    const { items } = await ada.call(listSources, {})
    const { id, version } = one(items, random)
    const observedFrom = one(['2025-03-01', '2025-05-05', null], random)
    await ada.call(changeSource, { params: { id }, body: { observedFrom }, version })
  },
  many: async (random: Random) => {
    const rows = { ids: [...new Set([one(dealIds, random), one(dealIds, random)])] }
    const edit = await ada.call(editDeals, { body: { rows, act: { set: { sourceId: one(sources, random) } } } })
    if (random(2) === 0) await ada.call(undoBulkEdit, { params: { id: edit.id } })
  },
  merge: async (random: Random) => {
    const kind = one(['company', 'person'] as const, random)
    const [survivorId = '', removed = ''] = kind === 'company' ? companies : people
    const made = await ada.call(mergeCustomers, { body: { kind, survivorId, removedIds: [removed] } })
    merges.push(made.id)
  },
  unmerge: async () => ada.call(undoMerge, { params: { id: merges.pop() ?? '' } }),
  // Deals that ended nobody knows when, some of them after so many days.
  bring: async (random: Random) => void dealIds.push(...(await bringEnded(rondo, random))),
  // What an import takes back, and whatever else may remove a deal.
  remove: async (random: Random) => {
    const { id } = params(random)
    await rondo.pools.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('deals').where('workspace_id', '=', rondo.workspaceId).where('id', '=', id).execute()
      const workspace = { id: rondo.workspaceId }
      await leaveChange({ tx, now: new Date(), workspace }, { kind: 'deals', id: null, fields: [] }, [id])
    })
    dealIds.splice(dealIds.indexOf(id), 1)
    if (dealIds.length < 4) await acts.open(random)
  },
  ...talks(
    () => ada,
    (random) => one(dealIds, random),
  ),
} satisfies Record<string, (random: Random) => Promise<unknown>>

const done = new Set<string>()

/** Acts at random; what the rules refuse is refused. */
async function actRandomly(random: Random, times: number): Promise<void> {
  for (let left = times; left > 0; left--) {
    const [name, act] = one(Object.entries(acts), random)
    await act(random).then(
      () => done.add(name),
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error
      },
    )
  }
}

/** In a snapshot of one's own connection, as the thread reads. */
async function reading<Result>(read: (ctx: Reading) => Promise<Result>): Promise<Result> {
  return own.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => read({ tx, workspace: workspace(), now: new Date() }))
}

const workspace = () =>
  ({ id: rondo.workspaceId, slug: '', language: 'en', currency: 'EUR', timeZone: 'Asia/Kathmandu' }) as const

test('what is read on from the log is what a fresh reading gives, whatever has happened', async () => {
  const random = dice(87)
  for (let round = 0; round < 18; round++) {
    await actRandomly(random, 10)
    const [kept, fresh, asking] = await reading(async (ctx) => {
      const [{ history }, anew] = [await readHistory(ctx, ownField), await loadHistory(ctx)]
      await readField(ctx, anew, ownField.key)
      return [history, anew, await askingIn(ctx, round)] as const
    })
    expect(spelled(kept), `round ${round}`).toEqual(spelled(fresh))
    expect(figuresOf(kept, asking, 'kept'), `figures of round ${round}`).toEqual(figuresOf(fresh, asking, 'anew'))
    expect(spelledStays(kept), `stays of round ${round}`).toEqual(spelledStays(fresh))
  }
  expect([...done].toSorted()).toEqual(Object.keys(acts).toSorted())
})

const asked: Date[] = []

/** What figures are asked with that add up all deals. */
async function askingIn(ctx: Reading, round: number) {
  const process = await processMap(ctx, undefined)
  const before = asked.at(-2) ?? ctx.now
  asked.push(ctx.now)
  return { process, now: ctx.now, before, owner: members[0] ?? '', sources, products, list, round }
}

test('a stored history gives the same back, and what happened since comes from the log, however old', async () => {
  const random = dice(78)
  await reading(async (ctx) => storeHistory(ctx, await readHistory(ctx)))
  await actRandomly(random, 20)
  await rondo.pools.db
    .updateTable('change_log')
    .set({ changed_at: new Date('2026-01-01') })
    .execute()
  await deleteOld(rondo.pools.db)
  expect(await reading(changesSinceStored)).toBeGreaterThan(5)
  forgetHistory(rondo.workspaceId)
  const [stored, fresh] = await reading(async (ctx) => {
    const { history } = await readHistory(ctx, null, (asked) => readStored(asked, own.client))
    return [history, await loadHistory(ctx)] as const
  })
  expect(spelled(stored)).toEqual(spelled(fresh))
})

test('words that no stored history goes on from are kept for an hour', async () => {
  const count = async () => (await rondo.pools.db.selectFrom('change_log').select('id').execute()).length
  await untilAllOver()
  await reading(async (ctx) => storeHistory(ctx, await readHistory(ctx)))
  await rondo.pools.db
    .updateTable('change_log')
    .set({ changed_at: new Date('2026-01-01') })
    .execute()
  await deleteOld(rondo.pools.db)
  expect(await count()).toBe(0)
})

/** Snapshots are of the whole server: a transaction of another file's test that still runs keeps the words after it. */
async function untilAllOver(): Promise<void> {
  const isOver = async () => {
    const running = sql`select from change_log where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())`
    return (await running.execute(rondo.pools.db)).rows.length === 0
  }
  await expect.poll(isOver, { timeout: 25_000 }).toBe(true)
}

test('places that belong to no deal any more go, and nothing else', async () => {
  const [kept, fresh] = await reading(
    async (ctx) => [(await readHistory(ctx)).history, await loadHistory(ctx)] as const,
  )
  expect(kept.facts.stale).toBeGreaterThan(0)
  expect(kept.lines.stale).toBeGreaterThan(0)
  compactFacts(kept)
  compactLines(kept)
  expect([kept.facts.length, kept.lines.length]).toEqual([fresh.facts.length, fresh.lines.length])
  expect(spelled(kept)).toEqual(spelled(fresh))
})

test('bytes give the same history back, empty columns too', async () => {
  const fresh = await reading(loadHistory)
  const again = unpackHistory(fresh.timeZone, packHistory(fresh))
  for (const [id, its] of fresh.stages) again.stages.set(id, its)
  for (const [id, day] of fresh.sources) again.sources.set(id, day)
  expect(spelled(again)).toEqual(spelled(fresh))
  expect(unpackHistory('UTC', packHistory(emptyHistory('UTC'))).deals.length).toBe(0)
})
