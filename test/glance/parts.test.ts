import { expect, test } from 'vitest'
import { type Side, partsOf } from '../../src/server/modules/measurement/forecast/change.ts'

const none: Side = { standing: null, counted: null, isOthers: false }
const others = (side: Side): Side => ({ ...side, counted: null, isOthers: true })
const open = (chance: number, amount: number, stage = 2): Side => ({
  standing: 'open',
  counted: { chance, amount, isWon: false, stage },
  isOthers: false,
})
const won = (amount: number): Side => ({
  standing: 'won',
  counted: { chance: 1, amount, isWon: true, stage: 0 },
  isOthers: false,
})
const ended = (standing: Side['standing']): Side => ({ standing, counted: null, isOthers: false })

test.each<[string, Side, Side, boolean, Record<string, number>]>([
  ['a new deal is all new, also where it is won already', none, won(500), false, { opened: 500 }],
  ['a win brings what was not expected of it yet', open(0.4, 500), won(500), false, { won: 300 }],
  ['won for more: the new amount by its old chance', open(0.4, 500), won(700), true, { amount: 80, won: 420 }],
  ['a loss takes what was expected', open(0.4, 500), ended('lost'), false, { lost: -200 }],
  ['so does a disqualification', open(0.4, 500), ended('disqualified'), false, { set_aside: -200 }],
  ['and not now', open(0.4, 500), ended('not_now'), false, { set_aside: -200 }],
  ['forward', open(0.4, 500), open(0.6, 500, 3), false, { advanced: 100 }],
  ['back', open(0.4, 500), open(0.2, 500, 1), false, { moved_back: -100 }],
  ['time', open(0.4, 500), open(0.2, 500), false, { aged: -100 }],
  ['a usual amount that changed is no new one', open(0.5, 500), open(0.5, 600), false, { aged: 50 }],
  ['a new amount and a step', open(0.4, 500), open(0.6, 1000, 3), true, { amount: 200, advanced: 200 }],
  ['a lost deal that is open again', ended('lost'), open(0.2, 500), false, { reopened: 100 }],
  ['a lost deal that is won after all', ended('lost'), won(500), false, { won: 500 }],
  ['a win that was taken back', won(500), ended('lost'), false, { win_taken_back: -500 }],
  ['a win that was reopened', won(500), open(0.2, 500), false, { win_taken_back: -400 }],
  ['a win whose amount was set right', won(500), won(450), true, { amount: -50 }],
  ['to a colleague', open(0.4, 500), others(open(0.4, 500)), false, { handed_over: -200 }],
  ['from a colleague', others(open(0.4, 500)), open(0.6, 500, 3), false, { received: 300 }],
  ['nobody’s business', others(open(0.4, 500)), ended('lost'), false, {}],
])('%s', (_, before, now, isRevalued, parts) => {
  const found: Record<string, number> = {}
  partsOf(before, now, { isRevalued: () => isRevalued, directionOf: (from, to) => to - from }, (part, minor) => {
    found[part] = (found[part] ?? 0) + minor
  })
  expect(Object.keys(found).sort()).toEqual(Object.keys(parts).sort())
  for (const [part, minor] of Object.entries(parts)) expect(found[part]).toBeCloseTo(minor, 6)
})
