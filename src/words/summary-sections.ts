import type { WeeklySummary } from '../contract/summaries.ts'
import type { Translate as Say } from './index.ts'
import { isolated, range, signedRange } from './isolate.ts'
import { numberName, placeOf } from './pinned-place.ts'

/** Where a number is shown whole, and made again as it was: below the workspace. */
export interface Place {
  readonly path: string
  readonly search: Readonly<Record<string, string>>
  readonly hash?: string
}

export interface Piece {
  readonly text: string
  readonly place?: Place
}

export interface Section {
  readonly code: string
  readonly title: string
  readonly lines: readonly (readonly Piece[])[]
}

/** How the reader's language writes numbers. */
export interface Writing {
  readonly number: (value: number, digits?: number) => string
  readonly percent: (share: number, digits?: number) => string
  readonly money: (money: { readonly minor: number; readonly currency: string }) => string
  readonly day: (day: string) => string
}

/**
 * What a summary says, in the same words on the screen and in the mail; every number leads to what it is made of.
 * @param known the moment by whose knowledge the figures are shown again; by that of the reader's day without it
 */
export function summarySections(summary: WeeklySummary, t: Say, writing: Writing, known?: string): Section[] {
  const parts = { week, won, pace, process: moved, advices, pinned }
  return Object.entries(parts).flatMap(([code, linesOf]) => {
    const lines = linesOf(summary, t, writing)
    const title = t(`summary.part.${code}`)
    return lines.length === 0 ? [] : [{ code, title, lines: known === undefined ? lines : asKnown(lines, known) }]
  })
}

function asKnown(lines: Lines, known: string): Lines {
  const placed = ({ text, place }: Piece): Piece =>
    place?.path.startsWith('insights')
      ? { text, place: { ...place, search: { ...place.search, known_at: known } } }
      : { text, ...(place ? { place } : {}) }
  return lines.map((line) => line.map(placed))
}

type Lines = Piece[][]

function week({ counts, from, asOf }: WeeklySummary, t: Say, { number }: Writing): Lines {
  return counts.map(({ code, count, usual, low, high, verdict }) => [
    {
      text: t(`summary.count.${code}`, { count }),
      place: { path: 'insights', search: { as_of: asOf, part: 'all', group: `weeks:${code}/${from}` } },
    },
    {
      text: t(`summary.verdict.${verdict}`, {
        usual: number(usual ?? 0, 1),
        range: range(number(low ?? 0, 1), number(high ?? 0, 1)),
      }),
    },
  ])
}

function won({ won: deals }: WeeklySummary, _t: Say, { money }: Writing): Lines {
  return deals.map(({ id, name, amountMinor, currency }) => [
    { text: name, place: { path: `deals/${id}`, search: {} } },
    ...(amountMinor === null ? [] : [{ text: money({ minor: amountMinor, currency }) }]),
  ])
}

function pace({ pace: { n, now, before, beforeOn }, asOf }: WeeklySummary, t: Say, { number, day }: Writing): Lines {
  const place = (on: string) => ({ path: 'insights', search: { as_of: on }, hash: 'cycle-length' })
  if (now.value === null) return n === 0 ? [] : [[{ text: t('summary.pace.unknown'), place: place(asOf) }]]
  return [
    [
      { text: t('summary.pace', { days: number(now.value, 1) }), place: place(asOf) },
      { text: intervalOf(now, t, (value) => number(value, 1)) },
    ],
    ...(before.value === null
      ? []
      : [
          [
            {
              text: t('summary.pace.before', { day: day(beforeOn), days: number(before.value, 1) }),
              place: place(beforeOn),
            },
          ],
        ]),
  ]
}

function moved({ process, from, asOf }: WeeklySummary, t: Say): Lines {
  if (process === null) return []
  const place = (part: string, search: Record<string, string>) => ({
    path: 'insights',
    search: { section: 'stages', as_of: asOf, part, ...search },
  })
  const stalled =
    process.stalled === null
      ? []
      : [[{ text: t('summary.stalled', { count: process.stalled }), place: place('stalled', {}) }]]
  return [
    ...process.stages
      .filter(({ entered, onward }) => entered + onward > 0)
      .map(({ key, name, entered, onward }) => [
        { text: name },
        { text: t('summary.came-in', { count: entered }), place: place('came_in', { stage: key, since: from }) },
        { text: t('summary.went-on', { count: onward }), place: place('went_on', { stage: key, since: from }) },
      ]),
    ...stalled,
  ]
}

function advices({ advices: given, currency }: WeeklySummary, t: Say, writing: Writing): Lines {
  return given.map(({ code, numbers, member, isOwn }) => [
    ...(isOwn ? [] : [{ text: member.name }]),
    {
      text: t(`forecast.advice.${code}`, adviceValues(numbers, currency, writing)),
      place: { path: 'forecast', search: {} },
    },
  ])
}

/** What the name of an advice is filled with. */
function adviceValues(
  numbers: Readonly<Record<string, number>>,
  currency: string,
  { percent, money, number }: Writing,
) {
  const { missing = 0, share = 0, calls = 0, faded = 0 } = numbers
  return {
    missing: money({ minor: Math.round(missing), currency }),
    share: percent(share),
    calls: Math.ceil(calls),
    faded: number(faded),
  }
}

function pinned({ pinned: figures, asOf, currency }: WeeklySummary, t: Say, writing: Writing): Lines {
  const write = figureWriting(t, writing, currency)
  return figures.map(({ figure, filters, unit, value, low, high }) => {
    const { path, search: asked, hash } = placeOf({ figure, filters })
    const known = Object.entries({ ...asked, as_of: asOf })
    const search = Object.fromEntries(known.map(([name, told]) => [name, String(told)]))
    const place = { path, search, hash }
    const text = value === null ? t('summary.pinned.none') : write[unit](value)
    return [
      { text: `${numberName(figure, t)}: ${text}`, place },
      ...(low === null && high === null
        ? []
        : [
            {
              text: intervalOf(
                { value, low, high },
                t,
                unit === 'days' ? (days) => writing.number(days, 1) : write[unit],
              ),
            },
          ]),
    ]
  })
}

/** How figures are written, by their units. */
export function figureWriting(t: Say, writing: Writing, currency: string) {
  return {
    days: (value: number) => t('insights.days', { days: Math.round(value * 10) / 10 }),
    share: (value: number) => writing.percent(value, 1),
    money: (value: number) => writing.money({ minor: Math.round(value), currency }),
    deals: (value: number) => t('insights.n', { n: value }),
  }
}

interface Bounded {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

function intervalOf({ value, low, high }: Bounded, t: Say, write: (value: number) => string): string {
  if (value === null || low === null) return t('insights.interval.none')
  if (high === null) return t('insights.interval.open', { low: write(low) })
  return t('insights.interval', { range: (low < 0 ? signedRange : range)(isolated(write(low)), isolated(write(high))) })
}
