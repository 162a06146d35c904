import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Numbered } from '../../src/contract/numbered.ts'
import { approachesFigure } from '../../src/server/modules/measurement/approaches.ts'
import { closeTechniquesFigure } from '../../src/server/modules/measurement/close-techniques.ts'
import { countedDealsFigure } from '../../src/server/modules/measurement/counted-deals.ts'
import { type History, dayNumber, dayText } from '../../src/server/modules/measurement/history.ts'
import { lifeCycleFigure } from '../../src/server/modules/measurement/life-cycle/figure.ts'
import { objectionsFigure } from '../../src/server/modules/measurement/objections.ts'
import { persistenceFigure } from '../../src/server/modules/measurement/persistence.ts'
import { playbookFigure } from '../../src/server/modules/measurement/playbook.ts'
import type { Reported } from '../../src/server/modules/measurement/report-numbers.ts'
import type { Scope } from '../../src/server/modules/measurement/scope.ts'
import { signalsFigure } from '../../src/server/modules/measurement/signals.ts'
import { trialEffectFigure } from '../../src/server/modules/measurement/trial-effect.ts'
import { winBacksFigure } from '../../src/server/modules/measurement/win-backs.ts'
import {
  type Deal,
  deal,
  firstDay,
  historyOf,
  musts,
  ownKinds,
  process,
  productIds,
  scope,
  uuid,
} from './report-histories.ts'

test('every number of a report opens to as many deals as it says, or as often as it counts them', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(deal, { minLength: 60, maxLength: 80 }), (deals) => {
      const history = historyOf(deals)
      const opens = (of: Numbered, number: string, more: More = {}) => {
        const { part = 'all', asked = scope, ...rest } = more
        const reported = { of, number, process, ownKinds, musts, ...rest }
        const counted = countedDealsFigure(history, { scope: asked, part, reported, after: undefined, most: 200 })
        return counted.reduce((sum, { times }) => sum + times, 0)
      }
      for (const [of, number, count, more] of numbersOf(history, deals)) {
        expect(opens(of, number, more), `${of} ${number}`).toBe(count)
        if (count > 0) seen.add(`${of} ${number}`)
      }
    }),
    { numRuns: 12 },
  )
  // Else all of them might have been nothing.
  // Of a touch and a seller.
  for (const some of [/^touches win\/stopped\/\d\/0/, /^touches win\/ended\/\d\/0/])
    expect(
      [...seen].some((number) => some.test(number)),
      String(some),
    ).toBe(true)
  for (const some of ['objections answer/', 'objections kind/price/stopped', 'trials gift/won'])
    expect(
      [...seen].some((number) => number.startsWith(some)),
      some,
    ).toBe(true)
  for (const of of [
    'questions stage/first/asked',
    'questions owner/',
    'wins early/',
    'approaches gift',
    'techniques ',
    ...winBacks,
    ...productIds.slice(0, 3).map((id) => `sales ${id}`),
  ])
    expect(
      [...seen].some((number) => number.startsWith(of)),
      of,
    ).toBe(true)
})

const winBacks = ['n', 'back', 'won', 'on', 'off'].map((number) => `winbacks ${number}`)

type More = Omit<Reported, 'of' | 'number'> & {
  readonly part?: 'undated' | 'ended_before_observed' | 'entered_late' | 'sold'
  readonly asked?: Scope
}
type Numbers = [of: Numbered, number: string, count: number, more?: More][]

/** All numbers that the reports show of a history, by their names. */
function numbersOf(history: History, deals: readonly Deal[]): Numbers {
  return [
    ...(['reply', 'win'] as const).flatMap((aim) => touchNumbers(history, aim)),
    ...objectionNumbers(history),
    ...trialNumbers(history),
    ...questionNumbers(history),
    ...winNumbers(history),
    ...firstNumbers(history),
    ...winBackNumbers(history, deals),
    ...saleNumbers(history),
  ]
}

function touchNumbers(history: History, aim: 'reply' | 'win'): Numbers {
  const found = persistenceFigure(history, { scope, aim, memberId: null })
  const curves = [{ ...found.all, seller: '' }, ...found.sellers.map((one) => ({ ...one, seller: one.id ?? 'none' }))]
  return [
    ['touches', `${aim}/untouched//`, found.untouched],
    ['touches', `${aim}/came_first//`, found.cameFirst],
    ...curves.flatMap(
      ({ seller, n, events, stopped, ended, open, touches }): Numbers => [
        ['touches', `${aim}/got//${seller}`, n],
        ['touches', `${aim}/events//${seller}`, events],
        ['touches', `${aim}/stopped//${seller}`, stopped],
        ['touches', `${aim}/ended//${seller}`, ended],
        ['touches', `${aim}/open//${seller}`, open],
        ...touches.flatMap((row) =>
          (['got', 'events', 'stopped', 'ended', 'open'] as const).map((number): Numbers[number] => [
            'touches',
            `${aim}/${number}/${row.touch}/${seller}`,
            row[number],
          ]),
        ),
      ],
    ),
  ]
}

const ofFirst = ['deals', 'won', 'closed'] as const

function objectionNumbers(history: History): Numbers {
  const found = objectionsFigure(history, { scope, process, byDay: 90, ownKinds })
  const rows = [
    ...found.kinds.map((row) => ({ ...row, of: 'kind', key: String(row.kind) })),
    ...found.ownKinds.map((row) => ({ ...row, of: 'kind', key: row.id })),
  ]
  return [
    ['objections', '//after', found.signal.after.n],
    ['objections', '//without', found.signal.without.n],
    ...rows.flatMap(
      ({ of, key, ...row }): Numbers => [
        ...(['raised', 'overcome', 'stands', ...ofFirst] as const).map((number): Numbers[number] => [
          'objections',
          `${of}/${key}/${number}`,
          row[number],
        ]),
        ['objections', `${of}/${key}/stopped`, row.stopped.count],
      ],
    ),
    ...found.stages.flatMap((row) =>
      (['raised', ...ofFirst] as const).map((number): Numbers[number] => [
        'objections',
        `stage/${row.key}/${number}`,
        row[number],
      ]),
    ),
    ...found.answers.items.flatMap(
      ({ id, given, overcame }): Numbers => [
        ['objections', `answer/${id}/given`, given],
        ['objections', `answer/${id}/overcame`, overcame],
      ],
    ),
  ]
}

function trialNumbers(history: History): Numbers {
  const found = trialEffectFigure(history, { scope, byDay: 90 })
  return [
    ['trials', '/after', found.observed.after.n],
    ['trials', '/without', found.observed.without.n],
    ...found.kinds.flatMap((row) =>
      (['started', ...ofFirst] as const).map((number): Numbers[number] => [
        'trials',
        `${row.kind}/${number}`,
        row[number],
      ]),
    ),
  ]
}

function questionNumbers(history: History): Numbers {
  const found = playbookFigure(history, { scope, process, musts })
  return [
    ['questions', 'all//prescribed', found.prescribed],
    ['questions', 'all//asked', found.asked.count],
    ...found.stages.flatMap(
      ({ key, deals, prescribed, asked }): Numbers => [
        ['questions', `stage/${key}/deals`, deals],
        ['questions', `stage/${key}/prescribed`, prescribed],
        ['questions', `stage/${key}/asked`, asked.count],
      ],
    ),
    ...found.owners.items.flatMap(
      ({ id, deals, whole }): Numbers => [
        ['questions', `owner/${id ?? 'none'}/deals`, deals],
        ['questions', `owner/${id ?? 'none'}/whole`, whole],
      ],
    ),
  ]
}

function winNumbers(history: History): Numbers {
  const found = signalsFigure(history, { scope, process })
  return [
    ['wins', 'won/', found.won],
    ['wins', 'stated/', found.stated.count],
    ['wins', 'early/', found.early.count],
    ...found.signals.flatMap(
      ({ signal, count, early }): Numbers => [
        ['wins', `won/${signal}`, count],
        ['wins', `early/${signal}`, early],
      ],
    ),
  ]
}

const dayAfter = ({ opened }: Deal, days: number) => dayText(firstDay + opened + days)

function firstNumbers(history: History): Numbers {
  const approached = approachesFigure(history, { scope, byDay: 90, least: 10 })
  const asked = closeTechniquesFigure(history, { scope, byDay: 90, least: 10 })
  return [
    ...wholeNumbers('approaches', '/n', approached),
    ...wholeNumbers('techniques', '//n', asked),
    ...approached.groups.map(({ approach, n }): Numbers[number] => ['approaches', `${approach}/n`, n]),
    ...asked.groups.flatMap(
      ({ technique, n, yes }): Numbers => [
        ['techniques', `${technique}//n`, n],
        ['techniques', `${technique}//yes`, yes.count],
      ],
    ),
  ]
}

function winBackNumbers(history: History, deals: readonly Deal[]): Numbers {
  const pairs = deals.flatMap(({ previous }, at) =>
    previous === null || previous === at ? [] : [{ dealId: uuid(1, previous), nextId: uuid(1, at) }],
  )
  const tracks = deals.flatMap((told, at) =>
    told.track === null ? [] : [{ dealId: uuid(1, at), day: dayAfter(told, told.track) }],
  )
  const returns = { pairs, tracks }
  const found = winBacksFigure(history, { scope, byDay: 365, ...returns })
  const { cameBack, wonBack, tracks: kept } = found
  const numbers = { back: cameBack.count, won: wonBack.count, on: kept.on.n, off: kept.off.n }
  return [
    ...wholeNumbers('winbacks', 'n', found, { returns }),
    ...Object.entries(numbers).map(([number, count]): Numbers[number] => ['winbacks', number, count, { returns }]),
  ]
}

/** Asked when quarters with wins in them are over: the wins of two years, of each of both, and of each quarter. */
function saleNumbers(history: History): Numbers {
  const asked = { ...scope, asOf: dayText(firstDay + 280) }
  const { lives } = lifeCycleFigure(history, { scope: asked, productIds, prices: [] })
  expect(lives.map(({ productId }) => productId).toSorted()).toEqual(productIds)
  return lives.flatMap(({ productId, n, signs, quarters, past }) => {
    const until = past.at(-1)?.to ?? ''
    const endOf = (place: number) => dayBefore(quarters[place + 1]?.from) ?? until
    const sold = (first: number, last: number, count: number): Numbers[number] => [
      'sales',
      `${productId}/${quarters.at(first)?.from}/${last < 0 ? until : endOf(last)}`,
      count,
      { part: 'sold', asked },
    ]
    const volume = signs.find(({ code }) => code === 'volume')
    return [
      sold(-8, -1, n),
      sold(-4, -1, volume?.now ?? 0),
      sold(-8, quarters.length - 5, volume?.before ?? 0),
      ...quarters.map(({ wins }, place) => sold(place, place, wins)),
    ]
  })
}

const dayBefore = (day: string | undefined) => (day === undefined ? undefined : dayText(dayNumber(day) - 1))

/** The deals of a figure, and those that it leaves out or counts otherwise. */
function wholeNumbers(
  of: Numbered,
  number: string,
  {
    n,
    undated,
    endedBeforeObserved,
    enteredLate,
  }: Pick<ReturnType<typeof winBacksFigure>, 'n' | 'undated' | 'endedBeforeObserved' | 'enteredLate'>,
  more: More = {},
): Numbers {
  return [
    [of, number, n, more],
    [of, number, undated, { ...more, part: 'undated' }],
    [of, number, endedBeforeObserved, { ...more, part: 'ended_before_observed' }],
    [of, number, enteredLate, { ...more, part: 'entered_late' }],
  ]
}
