import type { disqualifyReasons, lostReasons, signals } from '../../../contract/facts.ts'

/** How a deal ends that goes no further. */
export type Ending =
  | { readonly outcome: 'lost'; readonly reason: (typeof lostReasons)[number] }
  | { readonly outcome: 'disqualified'; readonly reason: (typeof disqualifyReasons)[number] }
  | { readonly outcome: 'not_now' }

/** How a stage goes in this company, before it is known who sells and in which version of the process. */
export interface Course {
  /** Median days in it. */
  readonly days: number
  /** Share that goes on, of those that leave it. */
  readonly goesOn: number
  readonly endings: readonly (readonly [Ending, number])[]
}

const lost = (reason: (typeof lostReasons)[number]): Ending => ({ outcome: 'lost', reason })
const out = (reason: (typeof disqualifyReasons)[number]): Ending => ({ outcome: 'disqualified', reason })
const later: Ending = { outcome: 'not_now' }

/** By the key of the stage. */
export const courses: Readonly<Record<string, Course>> = {
  prospecting: {
    days: 8,
    goesOn: 0.84,
    endings: [
      [out('unreachable'), 4],
      [out('no_need'), 3],
      [out('outside_market'), 2],
    ],
  },
  'first-contact': {
    days: 17,
    goesOn: 0.7,
    endings: [
      [lost('no_reply'), 4],
      [out('no_need'), 3],
      [later, 3],
    ],
  },
  qualification: {
    days: 20,
    goesOn: 0.7,
    endings: [
      [out('no_means'), 3],
      [out('no_authority'), 2],
      [out('no_need'), 2],
      [lost('timing'), 2],
      [later, 2],
    ],
  },
  'site-visit': {
    days: 12,
    goesOn: 0.9,
    endings: [
      [out('outside_market'), 3],
      [lost('timing'), 1],
    ],
  },
  presentation: {
    days: 24,
    goesOn: 0.76,
    endings: [
      [lost('price'), 3],
      [lost('competitor'), 2],
      [lost('no_decision'), 3],
      [lost('offer_unclear'), 1],
      [later, 2],
    ],
  },
  objections: {
    days: 19,
    goesOn: 0.78,
    endings: [
      [lost('price'), 4],
      [lost('competitor'), 3],
      [lost('no_decision'), 2],
    ],
  },
  closing: {
    days: 16,
    goesOn: 0.8,
    endings: [
      [lost('price'), 3],
      [lost('budget'), 3],
      [lost('competitor'), 2],
      [lost('relationship'), 1],
      [later, 1],
    ],
  },
  // Households: a short way, walked from door to door.
  'pre-approach': {
    days: 7,
    goesOn: 0.62,
    endings: [
      [out('no_need'), 3],
      [out('no_means'), 3],
      [lost('no_reply'), 2],
      [later, 2],
    ],
  },
  message: {
    days: 9,
    goesOn: 0.56,
    endings: [
      [lost('price'), 4],
      [lost('no_decision'), 3],
      [later, 2],
      [lost('competitor'), 1],
    ],
  },
}

/** What says that a buyer is ready. */
export const buyingSignals: readonly (readonly [(typeof signals)[number], number])[] = [
  ['verbal_yes', 5],
  ['asked_delivery', 4],
  ['objection_overcome', 4],
  ['asked_contract', 3],
  ['asked_price', 2],
  ['asked_terms', 2],
  ['not_stated', 2],
]

/** Each version of the process made the company a little better: fewer days, more that go on from the presentation. */
export const versionCourse = [
  { pace: 1.15, presentation: 0.92 },
  { pace: 1, presentation: 1 },
  { pace: 0.88, presentation: 1.08 },
] as const

/** Roofs are sold in spring; nobody decides in July or over the new year. January first. */
export const season = [0.7, 0.95, 1.25, 1.4, 1.35, 1.15, 0.55, 0.9, 1.2, 1.1, 0.9, 0.5] as const
