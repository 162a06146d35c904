import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  closeTechniques,
  lostReasons,
  objectionKinds,
  objectionOutcomes,
  signals,
  trialKinds,
} from '../../src/contract/facts.ts'
import type { Numbered } from '../../src/contract/numbered.ts'
import { approachesFigure } from '../../src/server/modules/measurement/approaches.ts'
import { closeTechniquesFigure } from '../../src/server/modules/measurement/close-techniques.ts'
import { countedDealsFigure } from '../../src/server/modules/measurement/counted-deals.ts'
import { type FactRow, putDeal, putFact } from '../../src/server/modules/measurement/filling.ts'
import { type History, dayText, daysIn, emptyHistory, encode } from '../../src/server/modules/measurement/history.ts'
import { objectionsFigure } from '../../src/server/modules/measurement/objections.ts'
import { persistenceFigure } from '../../src/server/modules/measurement/persistence.ts'
import { playbookFigure } from '../../src/server/modules/measurement/playbook.ts'
import type { Reported } from '../../src/server/modules/measurement/report-numbers.ts'
import type { Scope } from '../../src/server/modules/measurement/scope.ts'
import { signalsFigure } from '../../src/server/modules/measurement/signals.ts'
import { placesOf, type ProcessMap } from '../../src/server/modules/measurement/stages.ts'
import { touchCodes } from '../../src/server/modules/measurement/touch-codes.ts'
import { trialEffectFigure } from '../../src/server/modules/measurement/trial-effect.ts'

const uuid = (kind: number, number: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`
const [version, processId] = [uuid(4, 0), uuid(5, 0)]
const stageKeys = ['first', 'second', 'third', 'fourth']
const stages = stageKeys.map((key, at) => ({
  id: uuid(2, at),
  key,
  name: key,
  position: at,
  versionId: version,
  isCare: false,
}))
const process: ProcessMap = { processId, shown: stages, stages, ...placesOf(stages) }
const answers = [uuid(6, 0), uuid(6, 1)]
const ownKinds = [
  { id: uuid(7, 0), into: uuid(7, 0), kind: 'price' },
  // Merged into the first one.
  { id: uuid(7, 1), into: uuid(7, 0), kind: 'price' },
] as const
const kinds = [...objectionKinds.slice(0, 2), uuid(7, 0), uuid(7, 1)]
const musts = stageKeys.map((stage) => ({ versionId: version, stage, questions: ['q1', 'q2'] }))
const firstDay = 20_000
const asOf = firstDay + 60
const dayMs = 86_400_000

const oneOf = <Value>(values: readonly Value[]) => fc.constantFrom(...values)
const happening = fc.oneof(
  oneOf(touchCodes.filter((code) => code.startsWith('outbound'))).map(
    (reason) => ({ type: 'deal.touched', reason }) as const,
  ),
  oneOf(touchCodes).map((reason) => ({ type: 'deal.touched', reason }) as const),
  oneOf(kinds).map((about) => ({ type: 'deal.objection_raised', about }) as const),
  fc
    .tuple(oneOf(kinds), oneOf(['', ...answers]), oneOf(objectionOutcomes))
    .map(([kind, answer, reason]) => ({ type: 'deal.objection_settled', about: `${kind}/${answer}`, reason }) as const),
  oneOf(trialKinds).map((about) => ({ type: 'deal.trial_started', about }) as const),
  fc
    .tuple(oneOf(stageKeys), oneOf(['q1', 'q2']))
    .map(([stage, question]) => ({ type: 'deal.question_asked', about: `${stage}/${question}` }) as const),
  oneOf(stages).map(({ id }) => ({ type: 'deal.moved', stage_id: id }) as const),
)
const end = fc.oneof(
  oneOf(signals).map((reason) => ({ type: 'deal.won', reason }) as const),
  oneOf(lostReasons).map((reason) => ({ type: 'deal.lost', reason }) as const),
)
const deal = fc.record({
  opened: fc.nat(40),
  openedDated: oneOf([true, true, true, false]),
  observedLate: oneOf([null, null, null, 10, 30]),
  owner: fc.option(fc.nat(1)),
  // With the days between them; some have no date, some are undone.
  facts: fc.array(fc.tuple(happening, fc.nat(12), fc.nat(9)), { minLength: 2, maxLength: 12 }),
  end: fc.option(end),
  // What it was approached with, and asked with, after how many days.
  approach: fc.option(fc.tuple(oneOf(['gift', 'question'] as const), fc.nat(50))),
  ask: fc.option(fc.tuple(oneOf(closeTechniques), fc.boolean(), fc.nat(50))),
})

type Deal = typeof deal extends fc.Arbitrary<infer Value> ? Value : never

function historyOf(deals: readonly Deal[]): History {
  const history = emptyHistory('UTC')
  const dayOf = daysIn('UTC')
  for (const { id } of stages)
    history.stages.set(encode(history.codes, id), {
      version: encode(history.codes, version),
      process: encode(history.codes, processId),
    })
  deals.forEach((told, number) => {
    const id = uuid(1, number)
    const owner_id = told.owner === null ? null : uuid(3, told.owner)
    const opened = (firstDay + told.opened) * dayMs
    const observed_from = told.observedLate === null ? null : dayText(firstDay + told.observedLate)
    const none = { source_id: null, company_id: null, customer_id: null, payment_terms_id: null, products: null }
    const rest = { market_maturity: null, stakeholders: null, margin_minor: null, amount_minor: null, currency: 'EUR' }
    putDeal(history, { id, opened, opened_dated: told.openedDated, observed_from, owner_id, ...none, ...rest }, dayOf)
    const plain = { reason: null, about: null, stage_id: null, owner_id: null, source_id: null, amount_before: null }
    const put = (row: Pick<FactRow, 'type'> & Partial<FactRow>, occurred: number) =>
      putFact(
        history,
        { deal_id: id, dated: true, undone: null, ...plain, occurred, recorded: occurred, ...row },
        dayOf,
      )
    put({ type: 'deal.opened', stage_id: uuid(2, 0), owner_id, dated: told.openedDated }, opened)
    let [at, stage] = [opened, uuid(2, 0)]
    for (const [fact, days, chance] of told.facts) {
      at += days * dayMs
      const undone = chance === 0 ? at : null
      if (fact.type === 'deal.moved' && undone === null) stage = fact.stage_id
      put({ ...fact, dated: chance !== 1 || fact.type === 'deal.moved', undone }, at)
    }
    if (told.end) put({ ...told.end, stage_id: stage }, at + dayMs)
  })
  return history
}

const scope: Scope = {
  asOf: dayText(asOf),
  knownAt: new Date((asOf + 400) * dayMs),
  current: false,
  sees: null,
}

test('every number of a report opens to as many deals as it says, or as often as it counts them', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(deal, { minLength: 60, maxLength: 80 }), (deals) => {
      const history = historyOf(deals)
      const opens = (of: Numbered, number: string, more: Omit<Reported, 'of' | 'number'> = {}) => {
        const reported = { of, number, process, ownKinds, musts, ...more }
        const counted = countedDealsFigure(history, { scope, part: 'all', reported, after: undefined, most: 200 })
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
  for (const some of [
    'touches win/stopped/2/0',
    'objections answer/',
    'objections kind/price/stopped',
    'trials gift/won',
  ])
    expect(
      [...seen].some((number) => number.startsWith(some)),
      some,
    ).toBe(true)
  for (const of of ['questions stage/first/asked', 'questions owner/', 'wins early/', 'approaches gift', 'techniques '])
    expect(
      [...seen].some((number) => number.startsWith(of)),
      of,
    ).toBe(true)
})

type Numbers = [of: Numbered, number: string, count: number, more?: Omit<Reported, 'of' | 'number'>][]

/** All numbers that the reports show of a history, by their names. */
function numbersOf(history: History, deals: readonly Deal[]): Numbers {
  return [
    ...(['reply', 'win'] as const).flatMap((aim) => touchNumbers(history, aim)),
    ...objectionNumbers(history),
    ...trialNumbers(history),
    ...questionNumbers(history),
    ...winNumbers(history),
    ...firstNumbers(history, deals),
  ]
}

function touchNumbers(history: History, aim: 'reply' | 'win'): Numbers {
  const found = persistenceFigure(history, { scope, aim, memberId: null })
  const curves = [{ ...found.all, seller: '' }, ...found.sellers.map((one) => ({ ...one, seller: one.id ?? 'none' }))]
  return [
    ['touches', `${aim}/untouched//`, found.untouched],
    ['touches', `${aim}/came_first//`, found.cameFirst],
    ...curves.flatMap(
      ({ seller, n, events, stopped, touches }): Numbers => [
        ['touches', `${aim}/got//${seller}`, n],
        ['touches', `${aim}/events//${seller}`, events],
        ['touches', `${aim}/stopped//${seller}`, stopped],
        ...touches.flatMap((row) =>
          (['got', 'events', 'stopped', 'open'] as const).map((number): Numbers[number] => [
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

function firstNumbers(history: History, deals: readonly Deal[]): Numbers {
  const dayAfter = ({ opened }: Deal, days: number) => dayText(firstDay + opened + days)
  const firsts = deals.flatMap((told, at) =>
    told.approach ? [{ dealId: uuid(1, at), approach: told.approach[0], day: dayAfter(told, told.approach[1]) }] : [],
  )
  const asks = deals.flatMap((told, at) => {
    if (!told.ask) return []
    const [technique, yes, days] = told.ask
    return [{ dealId: uuid(1, at), technique, techniqueId: null, yes, day: dayAfter(told, days) }]
  })
  const approached = approachesFigure(history, { scope, firsts, byDay: 90, least: 10 })
  const asked = closeTechniquesFigure(history, { scope, asks, byDay: 90, least: 10 })
  return [
    ...approached.groups.map(({ approach, n }): Numbers[number] => [
      'approaches',
      `${approach}/n`,
      n,
      { firsts: firsts.filter((first) => first.approach === approach) },
    ]),
    ...asked.groups.flatMap(({ technique, n, yes }): Numbers => {
      const own = asks.filter((ask) => ask.technique === technique)
      return [
        ['techniques', `${technique}//n`, n, { firsts: own }],
        ['techniques', `${technique}//yes`, yes.count, { firsts: own.filter((ask) => ask.yes) }],
      ]
    }),
  ]
}
