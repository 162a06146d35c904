import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comeBack, reopenDeal, reverseWin, undoMove, winDeal } from '../../src/contract/moves.ts'
import { listDeals, showDeal } from '../../src/contract/deals.ts'
import {
  listMeasuredDeals,
  showCycleLength,
  showFunnel,
  showWheel,
  showWinRate,
} from '../../src/contract/measurement.ts'
import { addSource } from '../../src/contract/sources.ts'
import { addCustomField } from '../../src/contract/custom-fields.ts'
import { listProcesses, showProcess } from '../../src/contract/process.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { allFigures } from './all-figures.ts'
import { comparedBy, divided } from './divided.ts'
import { type SlowDeal, dayByDay, dayWhen, livesAsOf, nine, onDay, plainMean, plainMedian, readDeals } from './slow.ts'
import { dice } from './kept-figures.ts'
import { type Walk, passages, stays, walk } from './slow-stages.ts'
import { after, tell } from './told.ts'
import { bringUndated } from './undated-file.ts'

// Seventy deals of all kinds, in a zone where the working day crosses midnight UTC and the clocks change in April.
const timeZone = 'Pacific/Auckland'
const days = ['2025-02-01', '2025-04-05', '2025-12-31']
const today = Temporal.Now.plainDateISO(timeZone).toString()
const ways = ['won', 'lost', 'disqualified', 'notNow'] as const

let rondo: App
let ada: Person
let deals: SlowDeal[]
let routeId: string
let stages: { id: string; key: string }[]
/** What every figure said while half of it was told. */
const earlier: Awaited<ReturnType<typeof allFigures>>[] = []

beforeAll(async () => {
  rondo = await startApp({ timeZone })
  ada = rondo.owner
  const { items } = await ada.call(listProcesses, {})
  const process = await ada.call(showProcess, { params: { id: items[0]?.id ?? '' } })
  stages = (process.versions[0]?.stages ?? []).filter(({ phases }) => phases[0] !== 'care')
  const old = await ada.call(addSource, { body: { name: 'Old', kind: 'import', observedFrom: '2025-01-20' } })
  const options = [{ name: 'Fields' }, { name: 'Partner' }]
  routeId = (await ada.call(addCustomField, { body: { record: 'deals', kind: 'choice', name: 'Route', options } })).id
  const told: string[] = []
  for (let number = 0; number < 70; number++) {
    if (number === 35) {
      await bringUndated(ada, 0, 30)
      for (const as_of of days) earlier.push(await allFigures(ada, { as_of }))
    }
    told.push(await tellRandomly(number, old.id))
  }
  for (const id of told.slice(0, 35)) await tellMore(id)
  await bringUndated(ada, 30, 60)
  deals = await readDeals(ada, new Map([[old.id, '2025-01-20']]))
}, 120_000)
afterAll(() => rondo.stop())

describe.each([...days, today])('as of %s', (asOf) => {
  test('cycle length agrees with a count by hand', async () => {
    const { lives: dated, lengths, undated, endedBeforeObserved } = livesAsOf(deals, asOf, timeZone)
    const lives = [...dated, ...lengths]
    const found = await ada.call(showCycleLength, { query: { as_of: asOf } })
    const count = (end: string) => lives.filter((life) => life.end === end).length
    expect(found).toMatchObject({
      n: lives.length,
      won: count('won'),
      lost: count('lost'),
      disqualified: count('disqualified'),
      notNow: count('notNow'),
      open: count('open'),
      undated,
      lengthOnly: lengths.length,
      endedBeforeObserved,
      enteredLate: lives.filter(({ late }) => late > 0).length,
    })
    const table = dayByDay(lives, ways)
    expect(found.timeToOutcome.median.value).toBe(dayWhen(table, ({ open }) => open <= 0.5 + 1e-9))
    for (const step of found.timeToOutcome.survival) {
      expect(step.atRisk).toBe(table[step.day]?.atRisk)
      expect(step.estimate).toBeCloseTo(table[step.day]?.open ?? Number.NaN, 9)
    }
    const exits = new Set(lives.map((life) => life.days))
    const horizon = table.filter(({ day, atRisk }) => exits.has(day) && atRisk >= 10).at(-1)
    expect(found.timeToSignature.horizonDays).toBe(horizon?.day ?? null)
    const reached = horizon?.ended.won ?? 0
    const wonBy = (share: number) =>
      dayWhen(table, (row) => reached > 0 && (row.ended.won ?? 0) / reached >= share - 1e-9)
    expect(found.timeToSignature.median.value).toBe(wonBy(0.5))
    expect(found.timeToSignature.quartiles.lower.value).toBe(wonBy(0.25))
    expect(found.timeToSignature.quartiles.upper.value).toBe(wonBy(0.75))
    expect(found.timeToSignature.p80.value).toBe(wonBy(0.8))
    const closed = lives.filter(({ end }) => end !== 'open').map((life) => life.days)
    const won = lives.filter(({ end }) => end === 'won').map((life) => life.days)
    expect(found.closedOnly.mean).toBeCloseTo(plainMean(closed) ?? Number.NaN, 9)
    expect(found.closedOnly.median).toBe(plainMedian(closed))
    expect(found.closedOnly.meanWon).toBeCloseTo(plainMean(won) ?? Number.NaN, 9)
    expect(found.closedOnly.medianWon).toBe(plainMedian(won))
  })

  test('win rate agrees with a count by hand', async () => {
    const { lives, lengths, closed } = livesAsOf(deals, asOf, timeZone)
    const table = dayByDay([...lives, ...lengths], ways)
    for (const byDay of [1, 10, 30, 200]) {
      const found = await ada.call(showWinRate, { query: { as_of: asOf, by_day: byDay } })
      expect(nine(found.open.estimate)).toBe(nine(onDay(table, byDay)?.open))
      for (const way of ways) expect(nine(found[way].estimate)).toBe(nine(onDay(table, byDay)?.ended[way]))
    }
    const { closedOnly, closedUndated } = await ada.call(showWinRate, { query: { as_of: asOf } })
    expect(closedOnly).toMatchObject({ won: closed.filter(({ end }) => end === 'won').length, closed: closed.length })
    expect(closedUndated).toBe(closed.filter(({ isDated }) => !isDated).length)
  })

  test('what counts without dates opens to its deals, and to no others', async () => {
    const { lives, lengths, closed, undated } = livesAsOf(deals, asOf, timeZone)
    const counts = [
      ['all', lives.length + lengths.length],
      ['dated', lives.length],
      ['dated_won', lives.filter(({ end }) => end === 'won').length],
      ['length_only', lengths.length],
      ['undated', undated],
      ['closed', closed.length],
      ['closed_won', closed.filter(({ end }) => end === 'won').length],
      ['closed_undated', closed.filter(({ isDated }) => !isDated).length],
    ] as const
    for (const [part, count] of counts) {
      const { items } = await ada.call(listMeasuredDeals, { query: { as_of: asOf, part, limit: 200 } })
      expect(items.length, part).toBe(count)
    }
  })

  test('a comparison by a field of their own agrees with a count by hand', async () => {
    const { lives, lengths } = livesAsOf(deals, asOf, timeZone)
    const counted = divided(deals, [...lives, ...lengths], 'route', ways)
    expect(await comparedBy(ada, routeId, asOf)).toEqual(counted)
  })

  test('the funnel agrees with a walk through every deal, and opens down to the deals it counts', async () => {
    const { lives } = livesAsOf(deals, asOf, timeZone)
    const found = await ada.call(showFunnel, { query: { as_of: asOf, by_day: 20 } })
    expect(found.stages.map(({ key }) => key)).toEqual(stages.map(({ key }) => key))
    for (const [at, stage] of found.stages.entries()) {
      const walks = lives.map((life) => walk(stages, life, at))
      const count = (kind: (walk: Walk) => boolean) => walks.filter(kind).length
      expect(stage).toMatchObject({
        reached: count(({ reached }) => reached),
        skipped: count(({ reached, first }) => reached && first === null),
        advanced: count(({ reached, further }) => reached && further),
        left: count(({ reached, further, life }) => reached && !further && life.end !== 'open'),
        open: count(({ reached, further, life }) => reached && !further && life.end === 'open'),
      })
      expect(stage.reached).toBe(stage.advanced + stage.left + stage.open)
      const parts = {
        reached: 'reached',
        skipped: 'skipped',
        advanced: 'advanced',
        left: 'left',
        in_stage: 'open',
      } as const
      for (const [part, counted] of Object.entries(parts)) {
        // The keys of `parts` are parts.
        const query = { as_of: asOf, part: part as keyof typeof parts, stage: stage.key, limit: 200 }
        const { items } = await ada.call(listMeasuredDeals, { query })
        expect(items.length, `${stage.key} ${part}`).toBe(stage[counted])
      }
      const passed = dayByDay(passages(walks), ['further', 'ended'])
      expect(nine(stage.conversion.estimate)).toBe(nine(onDay(passed, 20)?.ended.further))
      const stayed = dayByDay(stays(stages, lives, at), ['gone'])
      expect(stage.timeInStage.value).toBe(dayWhen(stayed, ({ open }) => open <= 0.5 + 1e-9))
    }
  })
})

test('whatever is told later of those days, each figure is given again as it was known', async () => {
  for (const [at, as_of] of days.entries()) {
    const before = earlier[at]
    if (before === undefined) throw new Error('every day was asked about')
    // Nothing was told between the first of them and the last.
    const known_at = before.kpis.knownAt
    const known = Object.entries(before).map(([name, figure]) => [
      name,
      'knownAt' in figure ? { ...figure, knownAt: known_at } : figure,
    ])
    expect(await allFigures(ada, { as_of, known_at })).toEqual(Object.fromEntries(known))
    expect((await ada.call(showCycleLength, { query: { as_of } })).n).toBeGreaterThan(before.cycle.n)
  }
})

test('the wheel shows the same numbers as the pages it leads to', async () => {
  const wheel = await ada.call(showWheel, {})
  const funnel = await ada.call(showFunnel, {})
  const cycle = await ada.call(showCycleLength, {})
  const winRate = await ada.call(showWinRate, { query: { by_day: wheel.winRate.byDay } })
  expect(wheel.cycle).toEqual({ median: cycle.timeToSignature.median, n: cycle.n })
  expect(wheel.winRate).toMatchObject({ ...winRate.won, n: cycle.n })
  const { items: open } = await ada.call(listDeals, { query: { outcome: 'open', limit: 200 } })
  expect(wheel.openDeals).toBe(open.length)
  expect(wheel.withoutNextStep).toBe(open.length)
  for (const stage of funnel.stages) {
    const arc = wheel.stages.find(({ key }) => key === stage.key)
    expect(arc?.timeInStage, stage.key).toEqual(stage.timeInStage)
  }
  const care = wheel.stages.at(-1)
  expect(care).toMatchObject({ isCare: true, count: winRate.closedOnly.won, timeInStage: { value: null } })
})

/** A deal made of its number: forward mostly, over stages at times, back at times, ended in every way or not at all. */
async function tellRandomly(number: number, source: string): Promise<string> {
  const random = dice(number)
  let day = after('2025-01-01', random(120))
  const opened = day
  let at = random(4) === 0 ? random(stages.length) : 0
  const stage = stages[at]?.key ?? ''
  const moves: [string, string][] = []
  for (let left = random(6); left > 0; left--) {
    const next = Math.min(stages.length - 1, Math.max(0, at + ([1, 1, 1, 2, 3, -1][random(6)] ?? 1)))
    if (next === at) continue
    at = next
    day = after(day, random(18))
    moves.push([stages[at]?.key ?? '', day])
  }
  day = after(day, random(18))
  const end = [...ways, 'won', 'won', 'lost'][random(9)]
  const from = random(3) === 0 ? { source } : {}
  const body = number % 3 === 0 ? {} : { custom: { route: number % 3 === 1 ? 'fields' : 'partner' } }
  const deal = await tell(ada, {
    opened,
    stage,
    moves,
    body,
    ...from,
    ...(end ? { end: [end as 'won', day] as const } : {}),
  })
  const params = { id: deal.id }
  const occurredAt = `${after(day, 3)}T20:00:00.000Z`
  if (end === 'won' && random(4) === 0) await ada.call(reverseWin, { params, body: { occurredAt } })
  if (end === 'lost' && random(2) === 0) {
    await ada.call(reopenDeal, { params, body: { occurredAt } })
    const again = `${after(day, 9)}T20:00:00.000Z`
    const { factId } = await ada.call(winDeal, { params, body: { occurredAt: again } })
    if (random(2) === 0) await ada.call(undoMove, { params, body: { factId } })
  }
  return deal.id
}

/** What is entered long afterwards: that an open deal was won, that a lost customer came back, that a win was none. */
async function tellMore(id: string): Promise<void> {
  const params = { id }
  const { outcome } = await ada.call(showDeal, { params })
  const body = { occurredAt: '2025-12-30T20:00:00.000Z' }
  if (outcome === 'open') await ada.call(winDeal, { params, body })
  if (outcome === 'lost') await ada.call(comeBack, { params, body })
  if (outcome === 'won') await ada.call(reverseWin, { params, body })
}
