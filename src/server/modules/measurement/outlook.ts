import { cumulativeIncidence, dealOutcome, incidenceAt } from '../../../statistics/index.ts'
import { amountsThen } from './amounts-then.ts'
import { outcomeTally, rowsOf } from './cohort.ts'
import { flowPart } from './flow.ts'
import { type History, codeOf } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { limitsOf } from './stage-times.ts'
import { type Times, sumsOf } from './sums.ts'
import type { Tally } from './tally.ts'
import { type Walk, visitsIn } from './visits.ts'

/** What a deal can be expected to bring, by where it stands. */
export interface Outlook {
  /** Before care, by the key of the stage. */
  readonly stages: readonly {
    readonly key: string
    /** The share of the deals that came here which is won, drawn towards that of all deals where few came; null without an end. */
    readonly chance: number | null
    /** The day by which nine of ten have left it. */
    readonly stalledAfter: number | null
  }[]
  /** The mean of the deals won, in minor units of the workspace's currency; null where none is known. */
  readonly usualMinor: number | null
}

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly currency: string
}

/** So many deals of the whole process weigh as much as one stage's own. */
const weightOfAll = 20
/** A share is read no further than to the day when a tenth of the deals is left, or so few. */
const leastAtRisk = 10

/**
 * The outlook of each stage: cumulative incidence of the win (Aalen–Johansen) counted from the first entry into the stage, the
 * other ends competing, read at the last day with a tenth of the deals at risk, or 10; shrunk as (n·p + 20·p₀) ÷ (n + 20), p₀ that of all deals.
 */
export function outlookFigure(history: History, { scope, process, currency }: Asked): Outlook {
  const keys = [...new Set(process.shown.filter(({ isCare }) => !isCare).map(({ key }) => key))]
  const parts = [outlookPart(history, process, currency), flowPart(process)] as const
  const [{ byStage, all, won }, flow] = sumsOf(history, { scope, process }, parts)
  const overall = shareWon(all)
  const limits = limitsOf(process, flow.flow().stays)
  return {
    stages: keys.map((key) => ({
      key,
      chance: shrunken(shareWon(byStage.get(key)), overall),
      stalledAfter: limits.get(key)?.stalledAfter ?? null,
    })),
    usualMinor: won.n === 0 ? null : Math.round(won.minor / won.n),
  }
}

interface Won {
  readonly n: number
  /** Null where nothing has ended. */
  readonly share: number | null
}

function shareWon(counted: Tally | undefined): Won {
  const rows = counted ? rowsOf(counted).filter(({ entry, time }) => time > entry) : []
  const n = rows.reduce((sum, { count }) => sum + count, 0)
  if (rows.every(({ cause }) => cause === dealOutcome.open)) return { n, share: null }
  const incidence = cumulativeIncidence(rows, { causes: dealOutcome.notNow })
  const horizon = horizonOf(rows, Math.min(leastAtRisk, n / 10))
  return { n, share: incidenceAt(incidence, horizon)?.causes[dealOutcome.won - 1]?.estimate ?? null }
}

/** The last day with so many deals at risk. */
function horizonOf(rows: readonly { readonly time: number; readonly count: number }[], least: number): number {
  let left = 0
  const late = rows.toSorted((one, other) => other.time - one.time)
  return late.find(({ count }) => (left += count) >= least)?.time ?? 0
}

function shrunken({ n, share }: Won, overall: Won): number | null {
  if (overall.share === null) return null
  return ((share === null ? 0 : n * share) + weightOfAll * overall.share) / ((share === null ? 0 : n) + weightOfAll)
}

/** Counts deals from their first entry into each stage on, and what those won were worth. */
function outlookSum(history: History, process: ProcessMap, currency: string) {
  const byStage = new Map<string, Tally>()
  const all = outcomeTally()
  const won = { n: 0, minor: 0 }
  const counting = (times: Times, scope: Scope) => {
    const { deals, codes } = history
    const amountOf = amountsThen(history, scope)
    const own = codeOf(codes, currency)
    return (life: Life, walk: Walk): void => {
      if (!life.measured) return
      const cause = life.cause
      all.add(cause, life.days, life.late, times)
      const amount = amountOf(life.deal)
      if (life.standing === 'won' && !Number.isNaN(amount) && (deals.currency[life.deal] ?? 0) === own) {
        won.n += times
        won.minor += times * amount
      }
      for (const { at: place, first, entryDated, enteredOn } of visitsIn(walk, life)) {
        const key = process.places[place - 1]?.key ?? null
        if (!first || !entryDated || key === null) continue
        const entries = byStage.get(key) ?? outcomeTally()
        byStage.set(key, entries)
        entries.add(cause, life.until - enteredOn, Math.max(0, life.observedFrom - enteredOn), times)
      }
    }
  }
  return { counting, byStage, all, won, state: { byStage, all, won } }
}

export function outlookPart(history: History, process: ProcessMap, currency: string) {
  return { name: `outlook ${currency}`, begin: () => outlookSum(history, process, currency) }
}
