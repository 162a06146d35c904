import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import type { TouchOutcome } from '../../src/contract/facts.ts'
import { loseDeal, winDeal } from '../../src/contract/moves.ts'
import { logTouch, withdrawTouch } from '../../src/contract/outreach.ts'
import { type Persistence, showPersistence } from '../../src/contract/persistence.ts'
import { addPerson } from '../../src/contract/people.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { opens } from './opens.ts'

let rondo: App
let ada: Person
let sellers: readonly string[]

/** What happened to a deal, in letters: n nobody answered, s sent, r they said no, a they answered; then W won, L given up. */
const stories = [
  ...times(4, 'aW'),
  ...times(6, 'nL'),
  ...times(5, 'naW'),
  ...times(5, 'nnL'),
  ...times(4, 'nsa'),
  ...times(2, 'rra'),
  ...times(6, 'nnn'),
]
const outcomes: Readonly<Record<string, TouchOutcome>> = { n: 'no_answer', s: 'sent', r: 'refused', a: 'reached' }

beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  sellers = [(await rondo.member('seller', 'Sam Berg')).memberId, (await rondo.member('seller', 'Bo Lund')).memberId]
  const { id: personId } = await ada.call(addPerson, { body: { name: 'Freja Holst' } })
  for (const [number, story] of stories.entries()) {
    const ownerId = sellers[number % 2] ?? ''
    const { id } = await ada.call(openDeal, { body: { name: `Deal ${number}`, personId, ownerId } })
    await live(id, story)
  }
  const { id } = await ada.call(openDeal, { body: { name: 'They called', personId } })
  await ada.call(logTouch, { body: { channel: 'phone', direction: 'inbound', dealId: id } })
  const slip = await ada.call(openDeal, { body: { name: 'A slip', personId } })
  const touch = await ada.call(logTouch, { body: { channel: 'phone', dealId: slip.id } })
  await ada.call(withdrawTouch, { params: { id: touch.id } })
}, 120_000)
afterAll(() => rondo.stop())

async function live(id: string, story: string): Promise<void> {
  for (const letter of story) {
    const outcome = outcomes[letter]
    if (outcome) await ada.call(logTouch, { body: { channel: 'phone', dealId: id, outcome } })
    else if (letter === 'W') await ada.call(winDeal, { params: { id }, body: {} })
    else await ada.call(loseDeal, { params: { id }, body: { reason: 'no_reply' } })
  }
}

function times(count: number, story: string): string[] {
  return Array.from({ length: count }, () => story)
}

/** The same table, story by story: those who got k touches and had no answer before, and what became of them then. */
function slow(letters: string, event: string) {
  const lives = stories.map((story) => {
    const touches = [...story].filter((letter) => letter in outcomes)
    const answered = touches.findIndex((letter) => letters.includes(letter)) + 1
    if (event === 'reply' && answered > 0) return { touches: answered, end: 'event' }
    const end = story.endsWith('W') && event === 'win' ? 'event' : /[WL]$/.test(story) ? 'stopped' : 'open'
    return { touches: touches.length, end }
  })
  const most = Math.max(...lives.map(({ touches }) => touches))
  let survived = 1
  return Array.from({ length: most }, (_, place) => {
    const at = (end: string) => lives.filter((life) => life.touches === place + 1 && life.end === end).length
    const got = lives.filter(({ touches }) => touches > place).length
    survived *= 1 - at('event') / got
    return {
      touch: place + 1,
      got,
      events: at('event'),
      stopped: at('stopped'),
      open: at('open'),
      reached: 1 - survived,
    }
  })
}

const told = ({ all }: Persistence) =>
  all.touches.map(({ touch, got, events, stopped, open, reached }) => ({
    touch,
    got,
    events,
    stopped,
    open,
    reached: Number(reached.estimate?.toFixed(10)),
  }))
const rounded = (rows: ReturnType<typeof slow>) =>
  rows.map((row) => ({ ...row, reached: Number(row.reached.toFixed(10)) }))

test('of the deals that got so many touches, so many answered: giving up is not seen further', async () => {
  const found = await ada.call(showPersistence, { query: {} })
  expect(told(found)).toEqual(rounded(slow('a', 'reply')))
  expect(found).toMatchObject({ n: stories.length, cameFirst: 1, untouched: 1, lastTouch: 3 })
  expect(found.all.stoppedAfter).toBe(1)
  const [first] = found.all.touches
  expect(first?.hazard).toMatchObject({ estimate: 4 / 32 })
})

test('what those missed who gave up is what the others had after as many touches', async () => {
  const { missed, lastTouch } = await ada.call(showPersistence, { query: {} })
  const rows = slow('a', 'reply')
  const kept = rows.map(({ reached }) => 1 - reached)
  const last = kept[lastTouch - 1] ?? 1
  const expected = rows
    .slice(0, lastTouch - 1)
    .reduce((sum, { stopped }, place) => sum + stopped * (1 - last / (kept[place] ?? 1)), 0)
  expect(missed.estimate).toBeCloseTo(expected, 10)
  expect(missed.low).toBeLessThan(expected)
  expect(missed.high).toBeGreaterThan(expected)
})

test('each number of a touch opens to the deals it counts, those left out as well', async () => {
  const { all, untouched, cameFirst } = await ada.call(showPersistence, { query: {} })
  for (const { touch, ...row } of all.touches.slice(0, 3)) {
    for (const number of ['got', 'events', 'stopped', 'open'] as const)
      expect(await opens(ada, 'touches', `reply/${number}/${touch}/`), `${number} ${touch}`).toBe(row[number])
  }
  expect(await opens(ada, 'touches', 'reply/untouched//')).toBe(untouched)
  expect(await opens(ada, 'touches', 'reply/came_first//')).toBe(cameFirst)
})

test('a win is counted for the last touch before it, each seller beside the others', async () => {
  const found = await ada.call(showPersistence, { query: { aim: 'win' } })
  expect(told(found)).toEqual(rounded(slow('', 'win')))
  expect(found.sellers.map(({ name, n }) => [name, n])).toEqual([
    ['Bo Lund', 16],
    ['Sam Berg', 16],
  ])
  for (const { id, n, stopped } of found.sellers) {
    expect(await opens(ada, 'touches', `win/got//${id}`)).toBe(n)
    expect(await opens(ada, 'touches', `win/stopped//${id}`)).toBe(stopped)
  }
  expect(found.pValue).toBeGreaterThan(0.05)
})
