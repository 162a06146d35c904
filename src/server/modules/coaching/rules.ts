import { type AdviceCode, adviceCodes } from '../../../contract/coaching.ts'
import { newcombeDifference, poissonLimits } from '../../../statistics/index.ts'
import type { SellerFacts } from '../measurement/index.ts'

/** What is known beside the deals: what a day holds, and, where there is a quota, what is left of it. */
export interface Circumstances {
  readonly callsPerDay: number
  readonly callsEach: number
  readonly leadDays: number
  readonly gap: {
    readonly minor: number
    /** Quota − what is reached at best, by the upper limit. */
    readonly missingMinor: number
    readonly callsADay: number | null
    readonly isPossible: boolean
  } | null
}

export interface Found {
  readonly code: AdviceCode
  readonly numbers: Readonly<Record<string, number>>
  readonly dealId: string | null
  /** What it is about, and where it should come to. */
  readonly before: number
  readonly goal: number
}

/** Half a year is needed to know what is usual, and five of what is counted. */
const leastDays = 182 + 91
const leastUsual = 5
const leastEnds = 15
const workdays = 65
/** More at once is no advice. */
const mostAtOnce = 3

/** What is advised to a seller, what matters most first; nothing where there is too little to go by. */
export function advise(facts: SellerFacts, circumstances: Circumstances): Found[] {
  const found = [
    gapTooWide(circumstances),
    ...(facts.historyDays < leastDays
      ? []
      : [
          workOnClosing(facts),
          moreProspecting(facts, circumstances),
          lessProspecting(facts),
          oneDealCarries(facts),
          letGo(facts),
        ]),
  ].filter((each) => each !== null)
  return found
    .toSorted((one, other) => adviceCodes.indexOf(one.code) - adviceCodes.indexOf(other.code))
    .slice(0, mostAtOnce)
}

/** Even with every day full of calls, and all at its upper limit, the quota is not reached: it is said so, in time to speak of it. */
function gapTooWide({ gap }: Circumstances): Found | null {
  if (gap === null || gap.isPossible || gap.missingMinor <= 0) return null
  const numbers = { gap: gap.minor, missing: gap.missingMinor, calls: gap.callsADay ?? 0 }
  return { code: 'gap_too_wide', numbers, dealId: null, before: gap.missingMinor, goal: 0 }
}

/** Deals come far and are not closed: less often than one's own before, or than others' now, by more than chance. */
function workOnClosing({ closing, closingBefore, peers, late, usualLate }: SellerFacts): Found | null {
  if (closing.ends < leastEnds || late < 0.7 * usualLate) return null
  const isWorse = (other: SellerFacts['peers']) =>
    other.ends >= leastEnds && (newcombeDifference(trials(closing), trials(other)).high ?? 0) < 0
  if (!isWorse(closingBefore) && !isWorse(peers)) return null
  const reference = isWorse(closingBefore) ? closingBefore : peers
  const [share, usual] = [closing.wins / closing.ends, reference.wins / reference.ends]
  const numbers = { wins: closing.wins, ends: closing.ends, share, usual, peers: Number(reference === peers) }
  return { code: 'work_on_closing', numbers, dealId: null, before: share, goal: usual }
}

function trials({ wins, ends }: SellerFacts['peers']) {
  return { successes: wins, trials: ends }
}

/** Fewer deals begin than usual, and few are young: the hole comes when they would have closed. */
function moreProspecting(facts: SellerFacts, { callsPerDay, callsEach, leadDays }: Circumstances): Found | null {
  const { entries, usualEntries, early, usualEarly } = facts
  if (usualEntries < leastUsual || (poissonLimits(entries).high ?? Infinity) >= usualEntries || early >= usualEarly)
    return null
  const lacking = usualEntries - entries
  const calls = Math.min(callsPerDay, Math.ceil(((usualEntries + lacking) * callsEach) / workdays))
  const numbers = {
    entries,
    usual: Math.round(usualEntries),
    early,
    calls,
    weeks: Math.max(1, Math.round(leadDays / 7)),
  }
  return { code: 'more_prospecting', numbers, dealId: null, before: entries, goal: usualEntries }
}

/** Many deals are young and few come on: what lacks is not more of them. */
function lessProspecting({ entries, early, usualEarly, late, usualLate }: SellerFacts): Found | null {
  if (usualEarly < leastUsual || (poissonLimits(early).low ?? 0) <= 1.2 * usualEarly || late > usualLate) return null
  const numbers = { early, usual: Math.round(usualEarly), late, entries }
  return { code: 'less_prospecting', numbers, dealId: null, before: early, goal: usualEarly }
}

/** One deal is so much of what is expected that the rest does not carry. */
function oneDealCarries({ early, late, expected, top }: SellerFacts): Found | null {
  if (top === null || early + late < leastUsual || top.expected < 0.4 * expected) return null
  const share = top.expected / expected
  return { code: 'one_deal_carries', numbers: { share, open: early + late }, dealId: top.id, before: share, goal: 0.4 }
}

/** Much of what is open has no chance that is worth the hours: close it or let it go. */
function letGo({ early, late, faded, usualEarly, usualLate }: SellerFacts): Found | null {
  const open = early + late
  if (faded < leastUsual || faded < 0.3 * open || open <= usualEarly + usualLate) return null
  const numbers = { faded, open }
  return { code: 'let_go', numbers, dealId: null, before: faded, goal: 0.15 * open }
}

/** What an advice is about, on another day. */
export function metricOf(code: AdviceCode, facts: SellerFacts, { gap }: Pick<Circumstances, 'gap'>): number {
  switch (code) {
    case 'gap_too_wide':
      return gap?.missingMinor ?? 0
    case 'work_on_closing':
      return facts.closing.ends === 0 ? 0 : facts.closing.wins / facts.closing.ends
    case 'more_prospecting':
      return facts.entries
    case 'less_prospecting':
      return facts.early
    case 'one_deal_carries':
      return facts.expected === 0 ? 0 : (facts.top?.expected ?? 0) / facts.expected
    case 'let_go':
      return facts.faded
  }
}

/** Whether it came half of the way to where it should, hardly any of it, or between. */
export function judge(before: number, goal: number, after: number): 'helped' | 'did_not' | 'unclear' {
  const way = goal === before ? 1 : (after - before) / (goal - before)
  if (way >= 0.5) return 'helped'
  return way <= 0.1 ? 'did_not' : 'unclear'
}
