import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startChangeover } from '../../src/contract/changeovers.ts'
import { listFacts, showDeal } from '../../src/contract/deals.ts'
import { listMeasuredDeals, showCycleLength, showFunnel } from '../../src/contract/measurement.ts'
import { loseDeal, moveDeal, undoMove, winDeal } from '../../src/contract/moves.ts'
import {
  addProcess,
  changeDraft,
  draftProcess,
  listProcesses,
  type ProcessVersion,
  publishDraft,
  type StageDraft,
  showProcess,
} from '../../src/contract/process.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { draftsOf } from '../kit/world.ts'
import { dayByDay, dayWhen, livesAsOf, nine, onDay, readDeals, type SlowDeal, type SlowLife } from './slow.ts'
import { type PlainStage, passage, stay, type Walk, walk } from './slow-versions.ts'
import { after, tell } from './told.ts'

// Deals that change over between three versions and two processes, in every order, some of them back again.
const timeZone = 'America/Sao_Paulo'
const days = ['2025-02-10', '2025-05-01', '2025-12-31']

let rondo: App
let ada: Person
let main: string
let other: string
let deals: SlowDeal[]
const stages = new Map<string, PlainStage>()
const versions: ProcessVersion[] = []

beforeAll(async () => {
  rondo = await startApp({ timeZone })
  ada = rondo.owner
  main = (await ada.call(listProcesses, {})).items[0]?.id ?? ''
  other = (await ada.call(addProcess, { body: { template: 'four-steps', name: 'Other' } })).id
  await remember()
  const told: Told[] = []
  for (let number = 0; number < 22; number++) told.push(await begin(number, main))
  for (let number = 22; number < 27; number++) told.push(await begin(number, other))
  await publish((old) => [...old.slice(0, 3), fresh('pilot', 'presentation'), ...old.slice(3)], 'objections')
  for (const each of told) await goOn(each)
  for (let number = 27; number < 37; number++) told.push(await begin(number, main))
  await publish((old) => old.toSpliced(5, 0, fresh('proof', 'closing')), 'first-contact')
  for (let number = 37; number < 42; number++) told.push(await begin(number, main))
  for (const each of told) await goOn(each)
  for (const each of told) await end(each)
  deals = await readDeals(ada, new Map())
}, 180_000)
afterAll(() => rondo.stop())

test('state and facts agree, versions and processes too', async () => {
  expect(await disagreementsIn(rondo)).toEqual([])
})

test('there is something of everything in these histories', () => {
  const facts = deals.flatMap((deal) => deal.facts)
  const changes = facts.filter(({ type }) => type === 'deal.version_changed')
  expect(changes.length).toBeGreaterThan(20)
  expect(changes.filter(({ undoneBy }) => undoneBy !== null).length).toBeGreaterThan(1)
  expect(changes.filter(({ data }) => data['processId'] !== data['fromProcessId']).length).toBeGreaterThan(5)
  expect(changes.filter(({ data }) => data['from'] !== data['to']).length).toBeGreaterThan(10)
})

describe.each(days)('as of %s', (asOf) => {
  test('cycle length counts a deal in the process that it was in, and its clock runs on', async () => {
    for (const process of [main, other]) {
      const lives = livesIn(process, asOf)
      const found = await ada.call(showCycleLength, { query: { as_of: asOf, process } })
      const count = (end: string) => lives.filter((life) => life.end === end).length
      expect(found).toMatchObject({ n: lives.length, won: count('won'), lost: count('lost'), open: count('open') })
      const table = dayByDay(lives, ['won', 'lost'])
      expect(found.timeToOutcome.median.value).toBe(dayWhen(table, ({ open }) => open <= 0.5 + 1e-9))
    }
  })

  test('the funnel agrees with a walk through every deal in the order of the version it is on', async () => {
    for (const process of [main, other]) {
      const lives = livesIn(process, asOf)
      const found = await ada.call(showFunnel, { query: { as_of: asOf, by_day: 20, process } })
      for (const stage of found.stages) {
        const walks = lives.flatMap((life) => walk(stages, life, stage.key))
        const count = (kind: (walk: Walk) => boolean) => walks.filter(kind).length
        expect(stage, stage.key).toMatchObject({
          reached: count(({ reached }) => reached),
          skipped: count(({ reached, first }) => reached && first === null),
          advanced: count(({ reached, further }) => reached && further),
          left: count(({ reached, further, life }) => reached && !further && life.end !== 'open'),
          open: count(({ reached, further, life }) => reached && !further && life.end === 'open'),
        })
        for (const [part, counted] of [
          ['reached', 'reached'],
          ['skipped', 'skipped'],
          ['in_stage', 'open'],
        ] as const) {
          const query = { as_of: asOf, part, stage: stage.key, process, limit: 200 }
          const { items } = await ada.call(listMeasuredDeals, { query })
          expect(items.length, `${stage.key} ${part}`).toBe(stage[counted])
        }
        const passed = dayByDay(walks.flatMap(passage), ['further', 'ended'])
        expect(nine(stage.conversion.estimate), stage.key).toBe(nine(onDay(passed, 20)?.ended.further))
        const stayed = dayByDay(walks.flatMap(stay), ['gone'])
        expect(stage.timeInStage.value, stage.key).toBe(dayWhen(stayed, ({ open }) => open <= 0.5 + 1e-9))
      }
    }
  })
})

test('deals are asked for by the version they were opened in, wherever they have gone since', async () => {
  const opened = deals.map(({ facts }) => facts.find(({ type }) => type === 'deal.opened')?.data['versionId'])
  for (const { id } of versions) {
    const { n } = await ada.call(showCycleLength, { query: { version: id } })
    expect(n).toBe(opened.filter((version) => version === id).length)
  }
})

function livesIn(process: string, asOf: string): SlowLife[] {
  const { lives } = livesAsOf(deals, asOf, timeZone)
  return lives.filter(({ entries }) => stages.get(entries.at(-1)?.stage ?? '')?.process === process)
}

interface Told {
  readonly id: string
  readonly random: (sides: number) => number
  day: string
}

async function begin(number: number, process: string): Promise<Told> {
  const random = dice(number)
  const opened = after('2025-01-01', random(90))
  const own = await published(process)
  const stage = random(4) === 0 ? pick(own, random).key : (own[0]?.key ?? '')
  const deal = await tell(ada, { opened, stage, body: { processId: process } })
  const told = { id: deal.id, random, day: opened }
  await walkOn(told)
  return told
}

async function walkOn(told: Told): Promise<void> {
  const { id, random } = told
  for (let left = random(4); left > 0; left--) {
    const deal = await ada.call(showDeal, { params: { id } })
    const own = [...stages.entries()].filter(([, { version, key }]) => version === deal.versionId && key !== 'care')
    const at = own.findIndex(([stage]) => stage === deal.stage.id)
    const [next] = own[Math.min(own.length - 1, Math.max(0, at + ([1, 1, 2, -1][random(4)] ?? 1)))] ?? []
    if (next === undefined || next === deal.stage.id) continue
    const body = { stage: next, occurredAt: later(told, random(15)), overrideReason: 'As it was.' }
    await ada.call(moveDeal, { params: { id }, body })
  }
}

/** Mostly changes over to a version that is published, by the same key or any other; then goes on from there. */
async function goOn(told: Told): Promise<void> {
  const { id, random } = told
  for (let times = random(3); times > 0; times--) {
    const deal = await ada.call(showDeal, { params: { id } })
    const process = random(4) === 0 ? other : main
    const target = await published(process)
    const toVersionId = target[0]?.versionId ?? ''
    if (toVersionId === deal.versionId) continue
    const same = target.find(({ key }) => key === deal.stage.key)
    const entered = same && random(3) > 0 ? same : pick(target, random)
    const body = {
      fromVersionId: deal.versionId,
      toVersionId,
      mapping: { [deal.stage.key]: entered.key },
      dealIds: [id],
      occurredAt: later(told, random(10)),
    }
    expect(await ada.call(startChangeover, { body })).toMatchObject({ status: 'done', moved: 1 })
    if (random(5) === 0) {
      const { items } = await ada.call(listFacts, { params: { id }, query: { limit: 1 } })
      await ada.call(undoMove, { params: { id }, body: { factId: items[0]?.id ?? '' } })
      continue
    }
    await walkOn(told)
  }
}

async function end(told: Told): Promise<void> {
  const { id, random } = told
  const params = { id }
  const kind = random(4)
  const occurredAt = later(told, random(20))
  if (kind === 0) await ada.call(winDeal, { params, body: { occurredAt } })
  if (kind === 1) await ada.call(loseDeal, { params, body: { occurredAt } })
}

/** A later moment: at least an hour after the one before, so that no two are the same. */
function later(told: Told, dayCount: number): string {
  told.day = after(told.day, dayCount + 1)
  return `${told.day}T12:00:00.000Z`
}

async function published(process: string) {
  const { versions: all } = await ada.call(showProcess, { params: { id: process } })
  const version = all.find(({ status }) => status === 'published')
  const open = version?.stages.filter(({ key, phases }) => key !== 'care' && !phases.includes('care')) ?? []
  return open.map(({ id, key }) => ({ id, key, versionId: version?.id ?? '' }))
}

function pick<Item>(items: readonly Item[], random: (sides: number) => number): Item {
  const item = items[random(items.length)]
  if (item === undefined) throw new Error('there is something to pick from')
  return item
}

async function publish(change: (old: StageDraft[]) => StageDraft[], without: string): Promise<void> {
  const draft = await ada.call(draftProcess, { params: { id: main } })
  const params = { id: draft.id }
  const next = change(draftsOf(draft)).filter(({ key }) => key !== without)
  await ada.call(changeDraft, { params, version: draft.version, body: { stages: next } })
  await ada.call(publishDraft, { params })
  await remember()
}

async function remember(): Promise<void> {
  versions.length = 0
  for (const id of [main, other]) {
    const { versions: all } = await ada.call(showProcess, { params: { id } })
    versions.push(...all)
    for (const version of all)
      for (const stage of version.stages) {
        const key = stage.phases.includes('care') ? 'care' : stage.key
        stages.set(stage.id, { key, process: id, version: version.id, position: stage.position })
      }
  }
}

function fresh(key: string, phase: StageDraft['phases'][number]): StageDraft {
  const nothing = { purpose: null, buyerStep: null, script: null, entryCriteria: [], exitCriteria: [], touchpoints: [] }
  const targets = { durationDays: null, conversionPercent: null, deals: null }
  const playbook = { questions: [], dos: [], donts: [] }
  return { key, name: key, phases: [phase], gate: 'advise', ...nothing, playbook, targets }
}

/** The same throws for the same number (Park and Miller's generator). */
function dice(number: number): (sides: number) => number {
  let state = number * 7919 + 12345
  return (sides) => {
    state = (state * 48271) % 2147483647
    return Math.floor((state / 2147483647) * sides)
  }
}
