import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import type { TouchOutcome } from '../../src/contract/facts.ts'
import { disqualifyDeal, loseDeal, postponeDeal, winDeal } from '../../src/contract/moves.ts'
import { logTouch, withdrawTouch } from '../../src/contract/outreach.ts'
import { type Persistence, showPersistence } from '../../src/contract/persistence.ts'
import { addPerson } from '../../src/contract/people.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { opens } from './opens.ts'

let rondo: App
let ada: Person
let sellers: readonly string[]

/**
 * What happened to a deal, in letters: n nobody answered, s sent, r they said no, a they answered; then W won, L lost as it did not answer, U
 * disqualified as nobody could be reached; P lost for the price, D disqualified without a need, T put off, Q lost without a reason.
 */
const stories = [
  ...times(4, 'aW'),
  ...times(4, 'nL'),
  ...times(2, 'nU'),
  ...times(5, 'naW'),
  ...times(5, 'nnL'),
  ...times(2, 'rP'),
  ...times(3, 'naP'),
  ...times(1, 'nrD'),
  ...times(1, 'nT'),
  ...times(1, 'nnQ'),
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
    else await end(id, letter)
  }
}

async function end(id: string, letter: string): Promise<void> {
  const params = { id }
  const lost = { L: 'no_reply', P: 'price', Q: 'not_stated' } as const
  if (letter === 'U') await ada.call(disqualifyDeal, { params, body: { reason: 'unreachable' } })
  else if (letter === 'D') await ada.call(disqualifyDeal, { params, body: { reason: 'no_need' } })
  else if (letter === 'T') await ada.call(postponeDeal, { params, body: { comeBackOn: '2099-01-01' } })
  else await ada.call(loseDeal, { params, body: { reason: lost[letter as keyof typeof lost] } }) // The letters of stories are these.
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
    const last = story.endsWith('W') && event === 'win' ? 'event' : /[LU]$/.test(story) ? 'stopped' : 'ended'
    return { touches: touches.length, end: /[A-Z]$/.test(story) ? last : 'open' }
  })
  const most = Math.max(...lives.map(({ touches }) => touches))
  let [open, reached] = [1, 0]
  return Array.from({ length: most }, (_, place) => {
    const at = (end: string) => lives.filter((life) => life.touches === place + 1 && life.end === end).length
    const got = lives.filter(({ touches }) => touches > place).length
    reached += (open * at('event')) / got
    open *= 1 - (at('event') + at('ended')) / got
    const counts = { events: at('event'), stopped: at('stopped'), ended: at('ended'), open: at('open') }
    return { touch: place + 1, got, ...counts, reached, left: open }
  })
}

const told = ({ all }: Persistence) =>
  all.touches.map(({ touch, got, events, stopped, ended, open, reached }) => ({
    touch,
    got,
    events,
    stopped,
    ended,
    open,
    reached: Number(reached.estimate?.toFixed(10)),
  }))
const rounded = (rows: ReturnType<typeof slow>) =>
  rows.map(({ left: _left, ...row }) => ({ ...row, reached: Number(row.reached.toFixed(10)) }))

test('of the deals that got so many touches, so many answered: giving up is not seen further, other ends compete', async () => {
  const found = await ada.call(showPersistence, { query: {} })
  expect(told(found)).toEqual(rounded(slow('a', 'reply')))
  expect(found).toMatchObject({ n: stories.length, cameFirst: 1, untouched: 1, lastTouch: 3 })
  expect(found.all.stoppedAfter).toBe(1)
  const [first] = found.all.touches
  expect(first?.hazard).toMatchObject({ estimate: 4 / stories.length })
  const { events, stopped, ended, open } = found.all
  expect([stopped, ended]).toEqual([11, 5])
  expect(events + stopped + ended + open).toBe(found.n)
})

test('what those missed who gave up is what the others had after as many touches, other ends included', async () => {
  const { missed, lastTouch } = await ada.call(showPersistence, { query: {} })
  const rows = slow('a', 'reply')
  const last = rows[lastTouch - 1]?.reached ?? 0
  const expected = rows
    .slice(0, lastTouch - 1)
    .reduce((sum, { stopped, reached, left }) => sum + (stopped * (last - reached)) / left, 0)
  expect(missed.estimate).toBeCloseTo(expected, 10)
  expect(missed.low).toBeLessThan(expected)
  expect(missed.high).toBeGreaterThan(expected)
})

test('each number of a touch opens to the deals it counts, those left out as well', async () => {
  const { all, untouched, cameFirst } = await ada.call(showPersistence, { query: {} })
  for (const { touch, ...row } of all.touches.slice(0, 3)) {
    for (const number of ['got', 'events', 'stopped', 'ended', 'open'] as const)
      expect(await opens(ada, 'touches', `reply/${number}/${touch}/`), `${number} ${touch}`).toBe(row[number])
  }
  expect(await opens(ada, 'touches', 'reply/untouched//')).toBe(untouched)
  expect(await opens(ada, 'touches', 'reply/came_first//')).toBe(cameFirst)
})

test('a win is counted for the last touch before it, each seller beside the others', async () => {
  const found = await ada.call(showPersistence, { query: { aim: 'win' } })
  expect(told(found)).toEqual(rounded(slow('', 'win')))
  const half = stories.length / 2
  expect(found.sellers.map(({ name, n }) => [name, n])).toEqual([
    ['Bo Lund', half],
    ['Sam Berg', half],
  ])
  for (const { id, n, stopped, ended } of found.sellers) {
    expect(await opens(ada, 'touches', `win/got//${id}`)).toBe(n)
    expect(await opens(ada, 'touches', `win/stopped//${id}`)).toBe(stopped)
    expect(await opens(ada, 'touches', `win/ended//${id}`)).toBe(ended)
  }
  expect(found).toMatchObject({ verdict: 'within_chance', comparedAt: 2 })
  expect(found.pValue).toBeGreaterThan(0.05)
  expect(found.sellers.map(({ shrunken, rank }) => [shrunken, rank])).toEqual([
    [null, null],
    [null, null],
  ])
})
