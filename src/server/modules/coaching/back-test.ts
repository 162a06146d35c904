import { type AdviceCode, adviceCodes } from '../../../contract/coaching.ts'
import { type Context, today } from '../../kernel/context.ts'
import { type SellerFacts, lookDays } from '../measurement/index.ts'
import { sellerFacts } from './looking.ts'
import { advise } from './rules.ts'

const months = 12
const short = 0.7
/** Quotas of the past are no part of it: what is judged is what the deals said. */
const circumstances = { callsPerDay: 30, callsEach: 8, leadDays: 30, gap: null }

/** Advice as it would have been given each month of the last year, and whether wins then fell short. */
export async function backTestAdvice(ctx: Context) {
  const last = Temporal.PlainDate.from(today(ctx)).subtract({ days: lookDays })
  const dates = Array.from({ length: months }, (_, month) => last.subtract({ months: months - 1 - month }).toString())
  return { months, ...scored((await sellerFacts(ctx, dates)).flat()) }
}

/** Of advice to sellers, how often wins fell short after it, and how many shortfalls it came before. */
export function scored(facts: readonly SellerFacts[]) {
  const cases = facts.filter(({ historyDays, usualWins }) => historyDays >= 273 && usualWins >= 5)
  const judged = cases.map((own) => ({
    codes: new Set(advise(own, circumstances).map(({ code }) => code)),
    isShort: own.winsAfter < short * own.usualWins,
  }))
  const shortfalls = judged.filter(({ isShort }) => isShort).length
  const row = (code: AdviceCode) => {
    const given = judged.filter(({ codes }) => codes.has(code))
    const followed = given.filter(({ isShort }) => isShort).length
    const precision = given.length === 0 ? null : followed / given.length
    return { code, given: given.length, followed, precision, recall: shortfalls === 0 ? null : followed / shortfalls }
  }
  return { cases: cases.length, shortfalls, rows: adviceCodes.filter((code) => code !== 'gap_too_wide').map(row) }
}
