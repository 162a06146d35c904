import type { PlaybookFigures } from '../../../contract/what-works.ts'
import { type ClusterSums, type Trials, clusteredShare, judgeShares, wilson } from '../../../statistics/index.ts'
import { cohortPart, told } from './cohort.ts'
import { leastCompared } from './firsts.ts'
import { type History, bitsOf, codeOf, factNumbers } from './history.ts'
import { unknownBy } from './choosing.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { type Times, mostFirst, sumsOf } from './sums.ts'
import { type Walk, newWalk, placesIn, walkThrough } from './visits.ts'

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
  const [sum, playbook] = sumsOf(history, { scope, process }, [cohortPart, playbookPart(history, { process, musts })])
  const { questions, counts, all, byStage, owners } = playbook
  const stages = process.shown.flatMap(({ key, name, position }) => {
    const own = questions.flatMap((question, number) => {
      const count = counts[number] ?? none
      return question.stage === key && count.deals > 0 ? [{ key: question.key, ...count }] : []
    })
    if (own.length === 0) return []
    return [
      { key, name, position, ...clusteredTold(byStage.get(key) ?? emptyClusters()), questions: own.map(questionTold) },
    ]
  })
  return {
    ...told(scope, sum.cohort(), 'playbook'),
    ...clusteredTold(all),
    stages,
    owners: ownersTold(history, owners),
  }
}

/** What was to be asked and what was, question by question, in the deals of each stage, and of each seller. */
function playbookSum(history: History, { process, musts }: Omit<Asked, 'scope'>) {
  const { questions, ofPlace } = prescribed(process, musts)
  const counts = questions.map((): Count => ({ deals: 0, asked: 0 }))
  // Of the stages that are shown, and of each stage.
  const isShown = new Set(process.shown.map(({ key }) => key))
  const all = emptyClusters()
  const byStage = new Map<string, ClusterSums>()
  const owners = new Map<number, { deals: number; whole: number }>()
  const counting = (times: Times, scope: Scope) => {
    const dueOf = duesIn(history, scope, { questions, ofPlace })
    // The same objects for each deal.
    const here = { trials: 0, successes: 0 }
    const shown = { trials: 0, successes: 0 }
    return (life: Life, walk: Walk): void => {
      const due = dueOf(life, walk)
      if (due.length === 0) return
      let done = 0
      let stage = ''
      shown.trials = shown.successes = 0
      for (let place = 0; place < due.length; place++) {
        const number = due.question[place] ?? 0
        const [count, question] = [counts[number], questions[number]]
        if (count === undefined || question === undefined) continue
        // Those of a stage follow each other.
        if (question.stage !== stage) addStage(stage, here, times)
        stage = question.stage
        const isAsked = due.isAsked[place] ?? 0
        count.deals += times
        count.asked += times * isAsked
        done += isAsked
        here.trials++
        here.successes += isAsked
        if (!isShown.has(stage)) continue
        shown.trials++
        shown.successes += isAsked
      }
      addStage(stage, here, times)
      addCluster(all, shown, times)
      const own = owners.get(life.owner) ?? { deals: 0, whole: 0 }
      owners.set(life.owner, own)
      own.deals += times
      if (done === due.length) own.whole += times
    }
  }
  /** Counts the questions of a deal in one stage, and begins with the next one. */
  const addStage = (stage: string, here: { trials: number; successes: number }, times: Times): void => {
    if (here.trials === 0) return
    const sums = byStage.get(stage) ?? emptyClusters()
    byStage.set(stage, sums)
    addCluster(sums, here, times)
    here.trials = here.successes = 0
  }
  return { counting, questions, counts, all, byStage, owners, state: { counts, all, byStage, owners } }
}

/** The questions of one deal are alike: they are a cluster. */
function emptyClusters(): ClusterSums {
  return { clusters: 0, trials: 0, successes: 0, trialsSquared: 0, successesSquared: 0, products: 0 }
}

function addCluster(sums: ClusterSums, { trials, successes }: Trials, times: Times): void {
  if (trials === 0) return
  sums.clusters += times
  sums.trials += times * trials
  sums.successes += times * successes
  sums.trialsSquared += times * trials * trials
  sums.successesSquared += times * successes * successes
  sums.products += times * trials * successes
}

function playbookPart(history: History, asked: Omit<Asked, 'scope'>) {
  return { name: `playbook ${JSON.stringify(asked.musts)}`, begin: () => playbookSum(history, asked) }
}

const none: Count = { deals: 0, asked: 0 }

/** What must have been asked in a deal, one place a question, those of a stage one after the other. */
interface Due {
  length: number
  /** Its number in `questions`. */
  readonly question: Int32Array
  readonly isAsked: Uint8Array
}

/**
 * Tells what must have been asked in a deal before it went on, and what of it was: of the stages that it was in and went on from, or
 * was won from. It is the same object each time.
 */
function duesIn(history: History, scope: Scope, { questions, ofPlace }: Prescribed): (life: Life, walk: Walk) => Due {
  const { codes, deals, facts } = history
  const due: Due = { length: 0, question: new Int32Array(questions.length), isAsked: new Uint8Array(questions.length) }
  const isOut = unknownBy(facts, scope)
  const wanted = factNumbers['deal.question_asked']
  // By the code of what was asked, the number of the question; and the deals, counted, that met a place or asked a question last.
  const numbers = new Int32Array(codes.ids.length).fill(-1)
  questions.forEach(({ stage, key }, number) => {
    const code = codeOf(codes, `${stage}/${key}`)
    if (code >= 0) numbers[code] = number
  })
  const [metBy, askedBy] = [new Int32Array(ofPlace.length), new Int32Array(questions.length)]
  let shown = 0
  const find = ({ deal }: Life): void => {
    if (((deals.has[deal] ?? 0) & asked) === 0) return
    const first = deals.firstFact[deal] ?? 0
    const end = first + (deals.facts[deal] ?? 0)
    for (let fact = first + (deals.standing[deal] ?? 0); fact < end; fact++) {
      if (facts.type[fact] !== wanted || facts.dated[fact] !== 1 || isOut(fact)) continue
      const number = numbers[facts.value[fact] ?? 0] ?? -1
      if (number >= 0) askedBy[number] = shown
    }
  }
  return (life, walk) => {
    shown++
    due.length = 0
    let furthest = 0
    for (let visit = 0; visit < walk.length; visit++) furthest = Math.max(furthest, walk.at[visit] ?? 0)
    for (let visit = 0; visit < walk.length; visit++) {
      const place = walk.at[visit] ?? 0
      const isLeft = place < furthest || (visit === walk.length - 1 && life.standing === 'won')
      if (!isLeft || metBy[place] === shown) continue
      metBy[place] = shown
      for (const number of ofPlace[place] ?? []) due.question[due.length++] = number
    }
    if (due.length > 0) find(life)
    for (let place = 0; place < due.length; place++)
      due.isAsked[place] = Number(askedBy[due.question[place] ?? 0] === shown)
    return due
  }
}

const asked = bitsOf('deal.question_asked')

type Prescribed = ReturnType<typeof prescribed>

/** Every question that any version asks in a stage, and by the number of a place those that its version asks there. */
function prescribed({ places }: ProcessMap, musts: readonly Musts[]) {
  const questions: { readonly stage: string; readonly key: string }[] = []
  const numbers = new Map<string, number>()
  const numberOf = (stage: string, key: string): number => {
    const name = `${stage}/${key}`
    const known = numbers.get(name) ?? questions.push({ stage, key }) - 1
    numbers.set(name, known)
    return known
  }
  const own = new Map(musts.map((must) => [`${must.versionId}/${must.stage}`, must.questions]))
  const ofPlace = places.map(({ versionId, key }) =>
    key === null ? [] : (own.get(`${versionId}/${key}`) ?? []).map((question) => numberOf(key, question)),
  )
  return { questions, ofPlace: [[], ...ofPlace] }
}

interface Numbered {
  /** What it is a number of: all, a stage or a seller. */
  readonly of: string
  readonly key: string
  readonly number: string
}

/** How often a deal counts in a number of the figure: once, or once a question. */
export function askedInStages(history: History, asked: Asked, { of, key, number }: Numbered): (life: Life) => number {
  const { questions, ofPlace } = prescribed(asked.process, asked.musts)
  const dueOf = duesIn(history, asked.scope, { questions, ofPlace })
  const places = placesIn(history, asked.process)
  const walk = newWalk()
  const owner = key === 'none' ? 0 : codeOf(history.codes, key)
  return (life) => {
    if (!life.measured || (of === 'owner' && life.owner !== owner)) return 0
    walkThrough(history, places, life, walk)
    const due = dueOf(life, walk)
    let [all, done] = [0, 0]
    for (let place = 0; place < due.length; place++) {
      if (of === 'stage' && questions[due.question[place] ?? 0]?.stage !== key) continue
      all++
      done += due.isAsked[place] ?? 0
    }
    switch (number) {
      case 'deals':
        return Number(all > 0)
      case 'whole':
        return Number(all > 0 && done === all)
      case 'asked':
        return done
      default:
        return all
    }
  }
}

/** A question is asked once a deal, so that each deal stands for itself. */
function questionTold({ key, deals, asked }: Count & { readonly key: string }) {
  return { key, deals, asked: { count: asked, ...wilson(asked, deals) } }
}

function clusteredTold(sums: ClusterSums) {
  const { estimate, low, high } = clusteredShare(sums)
  return { deals: sums.clusters, prescribed: sums.trials, asked: { count: sums.successes, estimate, low, high } }
}

function ownersTold(
  { codes }: History,
  owners: ReadonlyMap<number, { readonly deals: number; readonly whole: number }>,
): PlaybookFigures['owners'] {
  const all = [...owners].map(([owner, counts]) => ({ id: codes.ids[owner] || null, ...counts }))
  const most = mostFirst(all, ({ deals }) => deals).slice(0, mostOwners)
  const trials = most.map(({ deals, whole }) => ({ successes: whole, trials: deals }))
  const { verdict, pValue, groups } = judgeShares(trials, { leastTrials: leastCompared })
  return {
    verdict,
    pValue,
    items: most.map(({ id, deals, whole }, place) => {
      const { plain, shrunken } = groups[place] ?? { plain: wilson(0, 0), shrunken: null }
      return { id, name: null, deals, whole, ...plain, shrunken }
    }),
  }
}
