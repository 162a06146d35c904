import type { PlaybookFigures } from '../../../contract/what-works.ts'
import { judgeShares, wilson } from '../../../statistics/index.ts'
import { cohortSum, told } from './cohort.ts'
import { leastCompared } from './firsts.ts'
import { happenings } from './happenings.ts'
import { type History, codeOf } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { eachVisited } from './standing-deals.ts'
import { type Visit, placesIn, visitsOf } from './visits.ts'

/** The questions that must be asked in a stage, as a version says it, by their keys. */
export interface Musts {
  readonly versionId: string
  readonly stage: string
  readonly questions: readonly string[]
}

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly musts: readonly Musts[]
}

interface Count {
  deals: number
  asked: number
}

const mostOwners = 50

/** How much of what must be asked was asked by those whose deals went on, by the version that each deal is on. */
export function playbookFigure(history: History, { scope, process, musts }: Asked): PlaybookFigures {
  const duesOf = dues(history, { scope, process, musts })
  const sum = cohortSum()
  const byQuestion = new Map<string, Map<string, Count>>()
  const stageDeals = new Map<string, number>()
  const owners = new Map<number, { deals: number; whole: number }>()
  const add = (life: Life, visits: readonly Visit[]): void => {
    let [all, done] = [0, 0]
    for (const { stage, questions } of duesOf(life, visits)) {
      stageDeals.set(stage, (stageDeals.get(stage) ?? 0) + 1)
      const own = byQuestion.get(stage) ?? new Map<string, Count>()
      byQuestion.set(stage, own)
      for (const [question, isAsked] of questions) {
        const count = own.get(question) ?? { deals: 0, asked: 0 }
        own.set(question, { deals: count.deals + 1, asked: count.asked + Number(isAsked) })
        all++
        done += Number(isAsked)
      }
    }
    if (all === 0) return
    const own = owners.get(life.owner) ?? { deals: 0, whole: 0 }
    owners.set(life.owner, { deals: own.deals + 1, whole: own.whole + Number(done === all) })
  }
  eachVisited(history, scope, process, add, (life) => sum.add(life))
  const stages = process.shown.flatMap(({ key, name, position }) => {
    const questions = byQuestion.get(key)
    if (questions === undefined) return []
    return [{ key, name, position, deals: stageDeals.get(key) ?? 0, ...stageTold(questions) }]
  })
  const total = (of: (stage: (typeof stages)[number]) => number) =>
    stages.reduce((before, each) => before + of(each), 0)
  const all = { deals: total((stage) => stage.prescribed), asked: total((stage) => stage.asked.count) }
  return {
    ...told(scope, sum.cohort(), 'playbook'),
    prescribed: all.deals,
    asked: shareOf(all),
    stages,
    owners: ownersTold(history, owners),
  }
}

/** Tells what must have been asked in a deal before it went on, stage by stage, and what of it was. */
function dues(history: History, { scope, process, musts }: Asked) {
  const askedIn = happenings(history, scope, 'deal.question_asked')
  const prescribed = new Map(
    musts.map(({ versionId, stage, questions }) => [`${codeOf(history.codes, versionId)}/${stage}`, questions]),
  )
  return (life: Life, visits: readonly Visit[]) => {
    const version = history.stages.get(life.stage)?.version ?? 0
    const asked = new Set(askedIn(life).map(({ about }) => history.codes.ids[about]))
    return [...leftForward(process, life, visits)].flatMap((stage) => {
      const questions = prescribed.get(`${version}/${stage}`) ?? []
      const each = questions.map((question) => [question, asked.has(`${stage}/${question}`)] as const)
      return each.length === 0 ? [] : [{ stage, questions: each }]
    })
  }
}

interface Numbered {
  /** What it is a number of: all, a stage or a seller. */
  readonly of: string
  readonly key: string
  readonly number: string
}

/** How often a deal counts in a number of the figure: once, or once a question. */
export function askedInStages(history: History, asked: Asked, { of, key, number }: Numbered): (life: Life) => number {
  const duesOf = dues(history, asked)
  const places = placesIn(history, asked.process)
  const owner = key === 'none' ? 0 : codeOf(history.codes, key)
  return (life) => {
    if (!life.measured || (of === 'owner' && life.owner !== owner)) return 0
    const own = duesOf(life, visitsOf(history, places, life)).filter(({ stage }) => of !== 'stage' || stage === key)
    const questions = own.flatMap((due) => due.questions)
    const done = questions.filter(([, isAsked]) => isAsked).length
    switch (number) {
      case 'deals':
        return Number(own.length > 0)
      case 'whole':
        return Number(own.length > 0 && done === questions.length)
      case 'asked':
        return done
      default:
        return questions.length
    }
  }
}

/** The stages that a deal was in and went on from, or was won from. */
function leftForward({ places }: ProcessMap, { standing }: Life, visits: readonly Visit[]): Set<string> {
  const furthest = Math.max(0, ...visits.map(({ at }) => at))
  const left = visits.filter(({ at, last }) => at < furthest || (last && standing === 'won'))
  return new Set(left.flatMap(({ at }) => places[at - 1]?.key ?? []))
}

function shareOf({ deals, asked }: Count) {
  return { count: asked, ...wilson(asked, deals) }
}

function stageTold(questions: ReadonlyMap<string, Count>) {
  const counts = [...questions.values()]
  const prescribed = counts.reduce((sum, { deals }) => sum + deals, 0)
  const asked = counts.reduce((sum, count) => sum + count.asked, 0)
  return {
    prescribed,
    asked: shareOf({ deals: prescribed, asked }),
    questions: [...questions].map(([key, count]) => ({ key, deals: count.deals, asked: shareOf(count) })),
  }
}

function ownersTold(
  { codes }: History,
  owners: ReadonlyMap<number, { readonly deals: number; readonly whole: number }>,
): PlaybookFigures['owners'] {
  const most = [...owners].toSorted(([, one], [, other]) => other.deals - one.deals).slice(0, mostOwners)
  const trials = most.map(([, { deals, whole }]) => ({ successes: whole, trials: deals }))
  const { verdict, pValue, groups } = judgeShares(trials, { leastTrials: leastCompared })
  return {
    verdict,
    pValue,
    items: most.map(([owner, { deals, whole }], place) => {
      const { plain, shrunken } = groups[place] ?? { plain: wilson(0, 0), shrunken: null }
      return { id: codes.ids[owner] || null, name: null, deals, whole, ...plain, shrunken }
    }),
  }
}
