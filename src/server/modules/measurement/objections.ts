import { objectionKinds } from '../../../contract/facts.ts'
import type { Judged } from '../../../contract/comparing.ts'
import type { ObjectionFigures } from '../../../contract/what-works.ts'
import { type Trials, wilson } from '../../../statistics/index.ts'
import { besides, isAfter } from './besides.ts'
import { cohortPart, told } from './cohort.ts'
import { firstNumbers, firsts, judgedWithin } from './firsts.ts'
import { firstDay, stageBefore } from './happenings.ts'
import { type History, codeOf } from './history.ts'
import type { Life } from './lives.ts'
import {
  type Counts,
  type OwnKind,
  type Settlement,
  countsOf,
  namesOf,
  nothing,
  numbers,
  objectionsIn,
} from './objections-in.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { strataOf } from './stages-stood.ts'
import { type Times, mostFirst, sumsOf } from './sums.ts'

/** How often each answer was given, and how often it overcame the objection; and the same by the stage that the deal stood in. */
type Answers = Map<string, Given & { readonly within: Map<string, Given> }>

interface Given {
  given: number
  overcame: number
}

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly byDay: number
  readonly ownKinds: readonly OwnKind[]
}

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
  const stages = process.shown.filter(({ key, isCare }) => !isCare && (raisedAt.get(key)?.times ?? 0) > 0)
  const compared = byKind.told(kinds, byDay)
  const ownCompared = byOwnKind.told(own, byDay)
  const stagesCompared = byStage.told(
    stages.map(({ key }) => key),
    byDay,
  )
  return {
    ...told(scope, sum.cohort(), 'objections'),
    byDay,
    signal: signal.told(),
    ...judgementOf(compared),
    judged: { ownKinds: judgementOf(ownCompared), stages: judgementOf(stagesCompared) },
    kinds: zipped(kinds, compared.rows, (kind, row) => ({ kind, ...shown(counts, kind), ...row })),
    ownKinds: zipped(own, ownCompared.rows, (id, row) => ({ id, name: null, ...shown(counts, id), ...row })),
    stages: zipped(stages, stagesCompared.rows, ({ key, name, position }, row) => ({
      key,
      name,
      position,
      raised: raisedAt.get(key)?.times ?? 0,
      ...row,
    })),
    answers: answersTold(answers),
  }
}

function judgementOf({ verdict, pValue }: Judged): Judged {
  return { verdict, pValue }
}

/** What was raised and settled, and what became of the deals. */
function objectionSum(history: History, { process, ownKinds }: Pick<Asked, 'process' | 'ownKinds'>) {
  const names = namesOf(ownKinds)
  const signal = besides()
  const [byKind, byOwnKind, byStage] = [firsts(), firsts(), firsts()]
  const byName = names.map(() => ({ ...nothing }))
  const counts = new Map(names.map((name, number) => [name, byName[number] ?? nothing]))
  const raisedAt = new Map<string, { times: number }>()
  const answers: Answers = new Map()
  const counting = (times: Times, scope: Scope) => {
    const objectionsOf = objectionsIn(history, scope, ownKinds)
    const stageOf = stageKeysAt(history, scope, process)
    const [stageAt, stratumOf] = [stageBefore(history, scope), strataOf(history)]
    const besideOthers = signal.counting(history, times)
    return (life: Life): void => {
      if (!life.measured) return
      const told = objectionsOf(life)
      const { raised, kinds, settled, settlements } = told
      const day = firstDay(raised)
      besideOthers(life, day)
      const kind = kinds[0]
      if (day === null || kind === undefined) return
      const stage = stratumOf(stageAt(life, raised.fact[0] ?? 0))
      byKind.add(life, { key: kind.kind, stage, day }, times)
      if (kind.own !== null) byOwnKind.add(life, { key: kind.own, stage, day }, times)
      for (let number = 0; number < raised.length; number++) {
        const key = stageOf(life, raised.fact[number] ?? 0)
        if (key === undefined) continue
        const here = raisedAt.get(key) ?? { times: 0 }
        if (here.times === 0) raisedAt.set(key, here)
        here.times += times
        if (number === 0) byStage.add(life, { key, day }, times)
      }
      for (let number = 0; number < settled.length; number++) {
        const settlement = settlements[number]
        if (settlement === undefined || settlement.answer === '') continue
        countAnswer(answers, settlement, stratumOf(stageAt(life, settled.fact[number] ?? 0)), times)
      }
      for (const number of told.names) addTo(byName[number], countsOf(life, told, number), times)
    }
  }
  const state = { signal, byKind, byOwnKind, byStage, byName, raisedAt, answers }
  return { counting, signal, byKind, byOwnKind, byStage, counts, raisedAt, answers, state }
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

/** Tells the key of the stage that a deal was in when an objection was raised. */
function stageKeysAt(history: History, scope: Scope, { stages }: ProcessMap) {
  const stageAt = stageBefore(history, scope)
  const keys = new Map(stages.map(({ id, key }) => [codeOf(history.codes, id), key]))
  return (life: Life, fact: number) => keys.get(stageAt(life, fact))
}

function countAnswer(answers: Answers, { answer, isOvercome }: Settlement, stage: string, times: Times): void {
  const own = answers.get(answer) ?? { given: 0, overcame: 0, within: new Map<string, Given>() }
  if (own.given === 0) answers.set(answer, own)
  const here = own.within.get(stage) ?? { given: 0, overcame: 0 }
  if (here.given === 0) own.within.set(stage, here)
  for (const counts of [own, here]) {
    counts.given += times
    if (isOvercome) counts.overcame += times
  }
}

function addTo(own: Counts | undefined, more: Counts, times: Times): void {
  if (own === undefined) return
  own.raised += times * more.raised
  own.overcome += times * more.overcome
  own.stands += times * more.stands
  own.deals += times * more.deals
  own.stopped += times * more.stopped
}

function shown(counts: ReadonlyMap<string, Counts>, key: string) {
  const own = counts.get(key) ?? nothing
  return {
    raised: own.raised,
    overcome: own.overcome,
    stands: own.stands,
    overcomeShare: wilson(own.overcome, own.overcome + own.stands),
    stopped: { count: own.stopped, ...wilson(own.stopped, own.deals) },
  }
}

function answersTold(answers: Answers): ObjectionFigures['answers'] {
  const given = [...answers].map(([id, counts]) => ({ id, ...counts }))
  const most = mostFirst(given, ({ given: times }) => times).slice(0, 50)
  const trialsOf = ({ given: trials, overcame: successes }: Given): Trials => ({ successes, trials })
  const { verdict, pValue, groups } = judgedWithin(
    most.map(({ within }) => new Map([...within].map(([stage, counts]) => [stage, trialsOf(counts)]))),
  )
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
  const objectionsOf = objectionsIn(history, scope, ownKinds)
  const stageOf = stageKeysAt(history, scope, process)
  const named = namesOf(ownKinds).indexOf(key)
  return (life) => {
    if (!life.measured) return 0
    const told = objectionsOf(life)
    const { raised, kinds, settled, settlements } = told
    const day = firstDay(raised)
    if (of === '') return Number(isAfter(life, day) === (number === 'after'))
    if (day === null) return 0
    const stages = Array.from({ length: raised.length }, (_, place) => stageOf(life, raised.fact[place] ?? 0))
    const isFirst = firstNumbers[number]
    const isOf = of === 'stage' ? stages[0] === key : (kinds[0]?.names.includes(named) ?? false)
    if (isFirst) return Number(isOf && isFirst(life))
    if (of === 'stage') return stages.filter((stage) => stage === key).length
    if (of === 'answer') {
      const given = settlements.slice(0, settled.length).filter(({ answer }) => answer === key)
      return given.filter(({ isOvercome }) => number !== 'overcame' || isOvercome).length
    }
    const counts = countsOf(life, told, named)
    return numbers.reduce((sum, each) => (each === number ? counts[each] : sum), 0)
  }
}
