import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCommissionPlan, putOnCommissionPlan } from '../../src/contract/commission-plans.ts'
import { showCommission } from '../../src/contract/commission.ts'
import { openDeal, showDeal } from '../../src/contract/deals.ts'
import type { Context } from '../../src/server/kernel/context.ts'
import { reckonAll, sumAll } from '../../src/server/modules/commission/reckoning.ts'
import { sumOf } from '../../src/server/modules/commission/reckon.ts'
import { planOf } from '../../src/server/modules/commission/statements.ts'
import { type World, startWorld } from '../kit/world.ts'

// Statements as they stand are read from what deals say of themselves, where that is enough; closed ones from the facts alone. Whatever
// happens to deals, both come to the same lines.

const timeZone = 'Europe/Stockholm'

let world: World
beforeAll(async () => {
  world = await startWorld()
  const { ada, sam, bo } = world
  const terms = {
    currency: 'EUR',
    period: 'month' as const,
    tiersBy: 'amount' as const,
    tiers: [0, 60_001, 120_000].map((from, place) => ({ from, rate: 333 * (place + 1) })),
    accelerators: [],
    capMinor: 9_000,
    clawBackDays: 20,
    bonuses: [{ name: 'Two', goal: 'wins' as const, reach: 2, minor: 1_000 }],
  }
  const validFrom = monthStart(-12)
  const plan = await ada.call(addCommissionPlan, { body: { name: 'Sellers', validFrom, terms } })
  const body = { memberIds: [sam.memberId, bo.memberId], from: validFrom }
  await ada.call(putOnCommissionPlan, { params: { id: plan.id }, body })
}, 120_000)
afterAll(() => world.rondo.stop())

function monthStart(months: number): string {
  return Temporal.Now.plainDateISO(timeZone).with({ day: 1 }).add({ months }).toString()
}

function noon(day: string): string {
  return `${day}T12:00:00.000Z`
}

/** What somebody may try next with one of four deals; wins often fall on the same instant. */
const attempt = fc.record({
  verb: fc.constantFrom(
    'win',
    'win',
    'win',
    'reverse-win',
    'reopen',
    'undo',
    'assign',
    'amount',
    'split',
    'rate',
    'close',
    'redate',
  ),
  deal: fc.nat({ max: 3 }),
  monthsAgo: fc.option(fc.nat({ max: 2 }), { freq: 3 }),
  number: fc.nat({ max: 3 }),
})
type Attempt = typeof attempt extends fc.Arbitrary<infer Each> ? Each : never

/** A win of Bo's that was told for a wrong day: it is undone, and told again for an earlier one of the same month. */
async function redate(months: number, number: number) {
  const { ada, bo } = world
  const month = Temporal.PlainDate.from(monthStart(months))
  const on = (day: number) => ({ occurredAt: noon(month.with({ day }).toString()) })
  const opened = { occurredAt: noon(monthStart(-3)), amountMinor: 41_001, currency: 'EUR' }
  const { id } = await ada.call(openDeal, { body: { name: 'Told twice', ownerId: bo.memberId, ...opened } })
  const { body } = await ada.fetch('POST', `/deals/${id}/win`, on(number + 2))
  const { factId } = body as { factId?: string } // As below: none where the day is still to come.
  await ada.fetch('POST', `/deals/${id}/undo`, { factId: factId ?? id })
  return ada.fetch('POST', `/deals/${id}/win`, on(1))
}

/** Does it, or is refused. */
async function act(deals: readonly string[], slips: Map<string, string>, { verb, deal, monthsAgo, number }: Attempt) {
  const { ada, sam, bo } = world
  const id = deals[deal] ?? ''
  const time = monthsAgo === null ? {} : { occurredAt: noon(monthStart(-monthsAgo)) }
  const shares = [sam, bo].map(({ memberId }) => ({ memberId, basisPoints: 5_000 }))
  const bodies: Record<string, object> = {
    win: { ...time, ...(number === 0 ? { amountMinor: 77_777 } : {}) },
    undo: { factId: slips.get(id) ?? id },
    assign: { ownerId: [sam.memberId, bo.memberId, null][number] ?? null },
    amount: { amountMinor: number * 31_415 },
    split: { shares: number === 0 ? [] : shares },
    rate: { rates: [{ currency: 'USD', day: monthStart(-2), rate: 0.5 + number / 10 }] },
    close: { on: monthStart(number - 3) },
  }
  const body = bodies[verb] ?? time
  if (verb === 'redate') return redate(-(monthsAgo ?? 1), number)
  if (verb === 'close') return ada.fetch('POST', `/commissions/${bo.memberId}/close`, body)
  if (verb === 'rate') return ada.fetch('PUT', '/exchange-rates', body)
  if (verb === 'split') return ada.fetch('PUT', `/deals/${id}/split`, body)
  if (verb === 'amount') {
    const { version } = await ada.call(showDeal, { params: { id } })
    return ada.fetch('PATCH', `/deals/${id}`, body, { 'if-match': String(version) })
  }
  const answer = await ada.fetch('POST', `/deals/${id}/${verb}`, body)
  const { factId } = answer.body as { factId?: string } // What these answer by their contract, where they are not refused.
  if (factId !== undefined) slips.set(id, factId)
  return answer
}

/** Whatever was closed, reversed and told late: each line of each statement says how it came about, to the last cent. */
async function expectPartsToSum() {
  const { ada, sam, bo } = world
  for (const [who, month] of [sam, bo].flatMap((each) => [-3, -2, -1, 0].map((month) => [each, month] as const))) {
    const shown = await ada.call(showCommission, { params: { id: who.memberId }, query: { on: monthStart(month) } })
    for (const { kind, minor, parts, details } of shown.lines) {
      const counted = parts.reduce((sum, { kind: part, ofMinor }) => sum + (part === 'tier' ? (ofMinor ?? 0) : 0), 0)
      const due = kind === 'sale' ? details.creditMinor : counted
      expect([kind, sumOf(parts), counted]).toEqual([kind, minor, due])
    }
  }
}

test('what deals say of themselves earns what their facts do, line by line, and sums are those of the lines', async () => {
  const { ada, sam, bo, nordlys, rondo } = world
  const members = [sam.memberId, bo.memberId]
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 22, maxLength: 36 }), async (attempts) => {
      const deals: string[] = []
      for (const currency of ['EUR', 'EUR', 'USD', 'EUR']) {
        const occurredAt = noon(monthStart(-3))
        const customer = { name: 'Pilot at Nordlys', companyId: nordlys.id, ownerId: bo.memberId }
        deals.push((await ada.call(openDeal, { body: { ...customer, amountMinor: 50_005, currency, occurredAt } })).id)
      }
      const slips = new Map<string, string>()
      let midway = new Date()
      for (const [place, each] of attempts.entries()) {
        if (place === attempts.length - 6) midway = new Date()
        if ((await act(deals, slips, each)).status < 300) seen.add(each.verb)
      }
      const ctxAt = (now: Date): Context => ({
        tx: rondo.pools.db,
        actor: { kind: 'member', id: sam.memberId, role: 'owner', sees: null },
        workspace: { id: rondo.workspaceId, slug: '', language: 'en', currency: 'EUR', timeZone },
        now,
        version: null,
      })
      // What happens while a request is on its way is not known to it.
      const asked = [-2, -1, 0].map((month) => [month, new Date()] as const)
      for (const [month, now] of [...asked, [-1, midway] as const]) {
        const [ctx, day] = [ctxAt(now), monthStart(month)]
        const wanted = [...(await planOf(ctx, members, day))].map(([memberId, held]) => ({ ...held, memberId }))
        const told = await reckonAll(ctx, wanted, ctx.now)
        expect(await reckonAll(ctx, wanted, null)).toEqual(told)
        const sums = told.map(({ quotaMinor, soldMinor, lines }) => ({
          quotaMinor,
          soldMinor,
          totalMinor: sumOf(lines),
        }))
        expect(await sumAll(ctx, wanted)).toEqual(sums)
      }
      await expectPartsToSum()
    }),
    { numRuns: 4 },
  )
  // Most of it is not refused.
  expect(seen.size).toBeGreaterThan(5)
}, 120_000)
