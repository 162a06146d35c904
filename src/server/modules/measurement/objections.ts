import { type ObjectionKind, objectionKinds } from '../../../contract/facts.ts'
import type { ObjectionFigures } from '../../../contract/what-works.ts'
import { judgeShares, wilson } from '../../../statistics/index.ts'
import { cohortPart, told } from './cohort.ts'
import { besides, firstNumbers, firsts, isAfter, leastCompared } from './firsts.ts'
import { type Happening, happenings } from './happenings.ts'
import { type History, at } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { type Times, mostFirst, sumsOf } from './sums.ts'

/** A kind of the workspace's own: what it has become by merging, and the common kind above that. */
export interface OwnKind {
  readonly id: string
  readonly into: string
  readonly kind: ObjectionKind
}

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly byDay: number
  readonly ownKinds: readonly OwnKind[]
}

/** What became of the objections of one kind. */
interface Counts {
  raised: number
  overcome: number
  stands: number
  deals: number
  stopped: number
}

/** How often each answer was given, and how often it overcame the objection. */
type Answers = Map<string, { given: number; overcame: number }>

const overcome = 1 // The place of the outcome in `objectionOutcomes`, counted from 1.

/** What buyers object to, in which stage, what comes of it, and how deals are won after it. */
export function objectionsFigure(history: History, { scope, process, byDay, ownKinds }: Asked): ObjectionFigures {
  const [sum, objections] = sumsOf(history, { scope, process: null }, [
    cohortPart,
    objectionPart(history, { process, ownKinds }),
  ])
  const { signal, byKind, byOwnKind, byStage, counts, raisedAt, answers } = objections
  const isRaised = (name: string) => (counts.get(name)?.raised ?? 0) > 0
  const kinds = objectionKinds.filter(isRaised)
  const own = [...new Set(ownKinds.map(({ into }) => into))].filter(isRaised)
  const stages = process.shown.filter(({ key, isCare }) => !isCare && (raisedAt.get(key) ?? 0) > 0)
  const compared = byKind.told(kinds, byDay)
  const ownRows = byOwnKind.told(own, byDay).rows
  const stageRows = byStage.told(
    stages.map(({ key }) => key),
    byDay,
  ).rows
  return {
    ...told(scope, sum.cohort(), 'objections'),
    byDay,
    signal: signal.told(byDay),
    verdict: compared.verdict,
    pValue: compared.pValue,
    kinds: zipped(kinds, compared.rows, (kind, row) => ({ kind, ...shown(counts, kind), ...row })),
    ownKinds: zipped(own, ownRows, (id, row) => ({ id, name: null, ...shown(counts, id), ...row })),
    stages: zipped(stages, stageRows, ({ key, name, position }, row) => ({
      key,
      name,
      position,
      raised: raisedAt.get(key) ?? 0,
      ...row,
    })),
    answers: answersTold(answers),
  }
}

/** What was raised and settled, and what became of the deals. */
function objectionSum(history: History, { process, ownKinds }: Pick<Asked, 'process' | 'ownKinds'>) {
  const kindOf = kindsBy(history, ownKinds)
  const stageKeys = new Map(process.stages.map(({ id, key }) => [id, key]))
  const signal = besides()
  const [byKind, byOwnKind, byStage] = [firsts(), firsts(), firsts()]
  const counts = new Map<string, Counts>()
  const raisedAt = new Map<string, number>()
  const answers: Answers = new Map()
  const counting = (times: Times, scope: Scope) => {
    const raisedIn = happenings(history, scope, 'deal.objection_raised')
    const settledIn = happenings(history, scope, 'deal.objection_settled')
    return (life: Life): void => {
      if (!life.measured) return
      const raised = raisedIn(life)
      signal.add(life, raised[0]?.day ?? null, times)
      const [first] = raised
      if (first === undefined) return
      const { kind, own } = kindOf(first.about)
      byKind.add(life, kind, first.day, times)
      if (own) byOwnKind.add(life, own, first.day, times)
      for (const { stage } of raised) {
        const key = stageKeys.get(history.codes.ids[stage] ?? '')
        if (key !== undefined) raisedAt.set(key, (raisedAt.get(key) ?? 0) + times)
      }
      const begun = stageKeys.get(history.codes.ids[first.stage] ?? '')
      if (begun !== undefined) byStage.add(life, begun, first.day, times)
      const settled = settlementsOf(history, settledIn(life), kindOf, answers, times)
      countDeal(counts, life, { raised: namesOf(raised, kindOf), settled }, times)
    }
  }
  return { counting, signal, byKind, byOwnKind, byStage, counts, raisedAt, answers }
}

function objectionPart(history: History, asked: Pick<Asked, 'process' | 'ownKinds'>) {
  const stages = asked.process.stages.map(({ id, key }) => [id, key])
  return { name: `objections ${JSON.stringify([stages, asked.ownKinds])}`, begin: () => objectionSum(history, asked) }
}

function zipped<One, Row, Both>(
  ones: readonly One[],
  rows: readonly Row[],
  both: (one: One, row: Row) => Both,
): Both[] {
  return ones.flatMap((one, place) => {
    const row = rows[place]
    return row === undefined ? [] : [both(one, row)]
  })
}

interface Kind {
  readonly kind: ObjectionKind
  readonly own: string | null
}

/** What a code that was told of an objection stands for today. */
function kindsBy({ codes }: History, ownKinds: readonly OwnKind[]): (code: number) => Kind {
  const own = new Map(ownKinds.map((each) => [each.id, each]))
  return (code) => {
    const id = codes.ids[code] ?? ''
    const known = own.get(id)
    if (known) return { kind: known.kind, own: known.into }
    return { kind: objectionKinds.find((kind) => kind === id) ?? 'other', own: null }
  }
}

function namesOf(raised: readonly Happening[], kindOf: (code: number) => Kind): string[][] {
  return raised.map(({ about }) => {
    const { kind, own } = kindOf(about)
    return own === null ? [kind] : [kind, own]
  })
}

interface Settled {
  readonly names: readonly string[]
  readonly isOvercome: boolean
}

/** What was settled in a deal, by kind; 'kind/answer' is what the log says it was about. */
function settlementsOf(
  { codes, facts }: History,
  settled: readonly Happening[],
  kindOf: (code: number) => Kind,
  answers: Answers,
  times: Times,
): Settled[] {
  return settled.map(({ fact, about }) => {
    const [name = '', answer = ''] = (codes.ids[about] ?? '').split('/')
    const { kind, own } = kindOf(codes.numbers.get(name) ?? -1)
    const isOvercome = at(facts.reason, fact) === overcome
    if (answer !== '') {
      const given = answers.get(answer) ?? { given: 0, overcame: 0 }
      answers.set(answer, { given: given.given + times, overcame: given.overcame + times * Number(isOvercome) })
    }
    return { names: own === null ? [kind] : [kind, own], isOvercome }
  })
}

interface OfDeal {
  readonly raised: readonly (readonly string[])[]
  readonly settled: readonly Settled[]
}

function countDeal(counts: Map<string, Counts>, life: Life, { raised, settled }: OfDeal, times: Times): void {
  for (const name of new Set(raised.flat())) {
    const own = counts.get(name) ?? { raised: 0, overcome: 0, stands: 0, deals: 0, stopped: 0 }
    counts.set(name, own)
    const more = countsOf(life, { raised, settled }, name)
    for (const number of numbers) own[number] += times * more[number]
  }
}

const numbers = ['raised', 'overcome', 'stands', 'deals', 'stopped'] as const

/** What a deal adds to a kind. It is stopped by a kind if it ended without a win while fewer of it were overcome than raised. */
function countsOf({ standing }: Life, { raised, settled }: OfDeal, name: string): Counts {
  const isEnded = standing !== 'open' && standing !== 'won'
  const times = raised.filter((names) => names.includes(name)).length
  const [won = 0, lost = 0] = [true, false].map(
    (wanted) => settled.filter(({ names, isOvercome }) => isOvercome === wanted && names.includes(name)).length,
  )
  if (times === 0) return { raised: 0, overcome: 0, stands: 0, deals: 0, stopped: 0 }
  return { raised: times, overcome: won, stands: lost, deals: 1, stopped: Number(isEnded && won < times) }
}

function shown(counts: ReadonlyMap<string, Counts>, key: string) {
  const own = counts.get(key) ?? { raised: 0, overcome: 0, stands: 0, deals: 0, stopped: 0 }
  return {
    raised: own.raised,
    overcome: own.overcome,
    stands: own.stands,
    overcomeShare: wilson(own.overcome, own.overcome + own.stands),
    stopped: { count: own.stopped, ...wilson(own.stopped, own.deals) },
  }
}

function answersTold(answers: ReadonlyMap<string, { given: number; overcame: number }>): ObjectionFigures['answers'] {
  const given = [...answers].map(([id, counts]) => ({ id, ...counts }))
  const most = mostFirst(given, ({ given: times }) => times).slice(0, 50)
  const trials = most.map(({ given: times, overcame }) => ({ successes: overcame, trials: times }))
  const { verdict, pValue, groups } = judgeShares(trials, { leastTrials: leastCompared })
  return {
    verdict,
    pValue,
    items: zipped(most, groups, ({ id, given: times, overcame }, { plain, shrunken }) => ({
      id,
      title: null,
      given: times,
      overcame,
      ...plain,
      shrunken,
    })),
  }
}

interface Numbered {
  /** What it is a number of: the deals after and without, a kind, a stage or an answer. */
  readonly of: string
  readonly key: string
  readonly number: string
}

/** How often a deal counts in a number of the figure. */
export function objectionTimes(
  history: History,
  { scope, process, ownKinds }: Omit<Asked, 'byDay'>,
  { of, key, number }: Numbered,
): (life: Life) => number {
  const raisedIn = happenings(history, scope, 'deal.objection_raised')
  const settledIn = happenings(history, scope, 'deal.objection_settled')
  const kindOf = kindsBy(history, ownKinds)
  const stageKeys = new Map(process.stages.map(({ id, key }) => [id, key]))
  const stageOf = ({ stage }: Happening) => stageKeys.get(history.codes.ids[stage] ?? '')
  const isOf = (first: Happening) =>
    of === 'stage' ? stageOf(first) === key : namesOf([first], kindOf).flat().includes(key)
  return (life) => {
    if (!life.measured) return 0
    const raised = raisedIn(life)
    const [first] = raised
    if (of === '') return Number(isAfter(life, first?.day ?? null) === (number === 'after'))
    if (first === undefined) return 0
    const isFirst = firstNumbers[number]
    if (isFirst) return Number(isOf(first) && isFirst(life))
    if (of === 'stage') return raised.filter((each) => stageOf(each) === key).length
    const answers: Answers = new Map()
    const settled = settlementsOf(history, settledIn(life), kindOf, answers, 1)
    if (of === 'answer') return answers.get(key)?.[number === 'overcame' ? number : 'given'] ?? 0
    return numbers.reduce(
      (sum, each) => (each === number ? countsOf(life, { raised: namesOf(raised, kindOf), settled }, key)[each] : sum),
      0,
    )
  }
}
