import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import { daysAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const stages = ['prospecting', 'first-contact', 'qualification', 'presentation', 'objections', 'closing']

/** What somebody may try next; hours pass between, unless it happens just now. */
const attempt = fc.record({
  verb: fc.constantFrom(
    'move',
    'win',
    'lose',
    'disqualify',
    'postpone',
    'reopen',
    'reverse-win',
    'undo',
    'amount',
    'assign',
    'lines',
  ),
  stage: fc.constantFrom(...stages),
  amountMinor: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }),
  hoursLater: fc.option(fc.integer({ min: 0, max: 48 }), { nil: undefined, freq: 6 }),
})
type Attempt = typeof attempt extends fc.Arbitrary<infer A> ? A : never

const standing = (deal: deals.Deal) => ({
  stage: deal.stage.key,
  stageEnteredAt: deal.stageEnteredAt,
  outcome: deal.outcome,
  endedAt: deal.endedAt,
  comeBackOn: deal.comeBackOn,
})

/** What a change answers: an edit with the deal, a verb with its fact beside it. */
function toldBy(body: unknown): { deal: deals.Deal; factId?: string } {
  const answer = body as deals.Deal | { deal: deals.Deal; factId: string } // By the contract, which the server checks.
  return 'deal' in answer ? answer : { deal: answer }
}

/** A deal's way through any attempts; those that are refused leave no trace. */
async function live(attempts: readonly Attempt[]): Promise<void> {
  const { sam, mia, bo, anemometer, openPilot } = world
  const opened = await openPilot({ occurredAt: daysAgo(60) })
  const params = { id: opened.id }
  const changes: { factId: string; before: ReturnType<typeof standing> }[] = []
  let deal = opened
  let clock = Temporal.Instant.from(opened.openedAt)
  for (const { verb, stage, amountMinor, hoursLater } of attempts) {
    const at = hoursLater === undefined ? undefined : clock.add({ hours: hoursLater })
    const time = at === undefined ? {} : { occurredAt: at.toString({ smallestUnit: 'millisecond' }) }
    const bodies: Record<string, object> = {
      move: { stage, overrideReason: 'Why not', ...time },
      win: { ...(amountMinor === undefined ? {} : { amountMinor }), ...time },
      postpone: { comeBackOn: '2031-01-01', ...time },
      undo: { factId: changes.at(-1)?.factId ?? deal.id },
      assign: { ownerId: amountMinor === undefined ? null : bo.memberId },
      amount: { amountMinor: amountMinor ?? null },
      lines: {
        lines: amountMinor === undefined ? [] : [{ productId: anemometer.id, quantity: 1, priceMinor: amountMinor }],
      },
    }
    const body = bodies[verb] ?? time
    const before = standing(deal)
    const match = { 'if-match': String(deal.version) }
    const path = `/deals/${deal.id}`
    const answer =
      verb === 'amount'
        ? await sam.fetch('PATCH', path, body, match)
        : verb === 'lines'
          ? await sam.fetch('PUT', `${path}/lines`, body, match)
          : await (verb === 'assign' ? mia : sam).fetch('POST', `${path}/${verb}`, body)
    expect(answer.status).toBeLessThan(500)
    deal = await sam.call(deals.showDeal, { params })
    const isRefused = answer.status !== 200
    const told = isRefused ? { deal } : toldBy(answer.body)
    expect(told.deal).toEqual(deal)
    const undone = verb === 'undo' && !isRefused ? changes.pop()?.before : undefined
    expect(standing(deal)).toEqual(isRefused ? before : (undone ?? standing(told.deal)))
    if (isRefused || told.factId === undefined) continue
    clock = at ?? Temporal.Now.instant()
    if (verb !== 'undo') changes.push({ factId: told.factId, before })
  }
}

test('whatever is tried with a deal, its facts say where it stands, and undoing leads back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 14 }), async (attempts) => {
      await live(attempts)
      expect(await world.disagreements()).toEqual([])
    }),
    { numRuns: 30, interruptAfterTimeLimit: 60_000 },
  )
}, 120_000)
