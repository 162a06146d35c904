import type { ReactNode } from 'react'
import type { Judged } from '../../contract/comparing.ts'
import type { Beside } from '../../contract/what-works.ts'
import { useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { BehindLink, NumberLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { useEstimateWords } from './estimate-words.ts'
import { range } from '../../words/isolate.ts'
import { Whisker } from './whisker.tsx'

interface Estimate {
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Deals that something happened to first, and how they ended. */
export interface First {
  readonly deals: number
  readonly won: number
  readonly closed: number
  readonly closedOnly: Estimate
  readonly shrunken: Estimate | null
  readonly wonAfter: Estimate
}

interface VerdictProps {
  readonly verdict: Beside['verdict']
  /** Whether each was compared with the others in the same stage alone. */
  readonly isWithin?: boolean
}

/** Whether groups differ by more than chance; and where they do, what the shares beside those counted are. */
export function Verdict({ verdict, isWithin = false }: VerdictProps) {
  const { t } = useWords()
  return (
    <div className="mt-1 max-w-[90ch] text-12 text-ink-2">
      <p>{t(`insights.compare.verdict.${verdict}`)}</p>
      {isWithin && <SameStages verdict={verdict} />}
      {verdict === 'differ' && !isWithin && <p>{t('insights.works.drawn-beside')}</p>}
    </div>
  )
}

/** That each was compared with the others in the same stage; and where they differ, what the shares beside those counted are. */
export function SameStages({ verdict }: { verdict: Beside['verdict'] }) {
  const { t } = useWords()
  if (verdict === 'not_enough') return null
  return (
    <>
      <p>{t('insights.works.same-stages')}</p>
      {verdict === 'differ' && <p>{t('insights.works.drawn-within')}</p>}
    </>
  )
}

/** The shares drawn to the mean, beside those counted: only where the groups differ. */
export function useDrawnColumn<Row extends { readonly shrunken: Estimate | null }>(
  rows: readonly Row[],
): Column<Row>[] {
  const { t } = useWords()
  if (rows.every(({ shrunken }) => shrunken === null)) return []
  const cell = ({ shrunken }: Row) => (shrunken === null ? '–' : <Whisker {...shrunken} />)
  return [{ key: 'drawn', title: t('insights.works.drawn'), staysLong: true, cell }]
}

/** How deals end to which something happened first. Drawn to the mean only where the groups differ. */
export function useFirstColumns<Row extends First>(
  rows: readonly Row[],
  byDay: number,
  of: 'objections' | 'trials',
  nameOf: (row: Row) => string,
): Column<Row>[] {
  const { t } = useWords()
  const drawn = useDrawnColumn(rows)
  return [
    {
      key: 'deals',
      title: t('insights.works.deals'),
      isNumber: true,
      cell: (row) => (
        <NumberLink of={of} number={`${nameOf(row)}/deals`} count={row.deals} label={t('insights.works.deals')} />
      ),
    },
    {
      key: 'closed',
      title: t('insights.works.closed-only'),
      staysLong: true,
      cell: (row) => (
        <Counted>
          <span dir="ltr" className="whitespace-nowrap">
            <NumberLink of={of} number={`${nameOf(row)}/won`} count={row.won} label={t('codes.outcome.won')} />
            {' / '}
            <NumberLink
              of={of}
              number={`${nameOf(row)}/closed`}
              count={row.closed}
              label={t('insights.works.closed')}
            />
          </span>
          <Whisker {...row.closedOnly} />
        </Counted>
      ),
    },
    ...drawn,
    {
      key: 'after',
      title: t('insights.works.won-after', { days: byDay }),
      cell: ({ wonAfter }) => <Whisker {...wonAfter} />,
    },
  ]
}

/** The share of a group's deals that are won, as the title says by when, and how sure that is. */
export function useWonColumns<Row extends { readonly won: Estimate }>(title: string): Column<Row>[] {
  const { t } = useWords()
  const { share, shareRange } = useEstimateWords()
  return [
    { key: 'won', title, isNumber: true, staysLong: true, cell: ({ won }) => share(won.estimate) },
    {
      key: 'range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ won }) => shareRange({ ...won, value: won.estimate }) || '–',
    },
  ]
}

interface Ranked {
  readonly isCompared: boolean
  readonly rank: number | null
}

/** Where a group stands among those that have enough deals to be compared. */
export function useRankColumn<Row extends Ranked>(): Column<Row> {
  const { t } = useWords()
  const { number } = useFormats()
  return {
    key: 'rank',
    title: t('closing.figures.rank'),
    isNumber: true,
    cell: ({ isCompared, rank }) => (isCompared ? (rank === null ? '–' : number(rank)) : t('closing.figures.few')),
  }
}

/** A share with the count that it is of. */
export function Counted({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-center gap-2 tablet:gap-3 [&>:first-child]:min-w-6 [&>:first-child]:text-end">
      {children}
    </div>
  )
}

/** After it and without it, beside each other: how many times as quickly deals are won, and whether that is more than chance. */
export function BesideLines({ beside, of }: { beside: Beside; of: 'objection' | 'trial' }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <div className="mb-6 max-w-200">
      <h3 className="mb-1 font-semibold">{t('insights.works.pace')}</h3>
      <dl className="flex flex-col gap-2">
        {sides.map((side) => {
          const title = t(`insights.works.${of}.${side}`)
          const { n, won, expected } = beside[side]
          return (
            <div key={side} className="flex flex-wrap items-center gap-x-4">
              <dt className="w-56">
                {title}{' '}
                <BehindLink
                  behind={{ part: 'all', group: { by: `${of}s`, key: of === 'objection' ? `//${side}` : `/${side}` } }}
                  label={title}
                  className="text-12 text-ink-2"
                >
                  {t('insights.n', { n })}
                </BehindLink>
              </dt>
              <dd>{t('insights.works.won-expected', { won, expected: number(expected) })}</dd>
            </div>
          )
        })}
      </dl>
      <BesideSentence beside={beside} className="mt-2 max-w-[90ch]" />
      <p className="max-w-[90ch] text-12 text-ink-2">{t('insights.works.observed')}</p>
    </div>
  )
}

export const sides = ['after', 'without'] as const

/** How many times as quickly deals are won after it, and whether that is more than chance; or that nobody can say. */
export function BesideSentence({ beside, className }: { beside: Beside; className?: string }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { estimate, low, high } = beside.ratio
  const times = (value: number) => number(value, 2)
  const bounds = low === null || high === null ? '' : range(times(low), times(high))
  return (
    <p className={className}>
      {estimate !== null && `${t('insights.works.ratio', { times: times(estimate), range: bounds })} `}
      {t(`insights.works.beside.${beside.verdict}`, { least: beside.leastWins })}
    </p>
  )
}

type Translate = (id: string, values?: Record<string, unknown>) => string

/** The same as cells, for the table that is taken away. */
export function firstTitles(t: Translate, byDay: number): CsvCell[] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    t('insights.works.deals'),
    t('codes.outcome.won'),
    t('insights.works.closed'),
    t('insights.works.closed-only'),
    ...bounds,
    t('insights.works.drawn'),
    ...bounds,
    t('insights.works.won-after', { days: byDay }),
    ...bounds,
  ]
}

export function firstCells({ deals, won, closed, closedOnly, shrunken, wonAfter }: First): CsvCell[] {
  return [deals, won, closed, ...cells(closedOnly), ...cells(shrunken), ...cells(wonAfter)]
}

export function cells(of: Estimate | null): CsvCell[] {
  return [of?.estimate ?? null, of?.low ?? null, of?.high ?? null]
}

/** Whether groups differ, as a row: what is compared, what came of it, and how likely it is by chance. */
export function verdictCells(title: string, { verdict, pValue }: Judged, t: Translate): CsvCell[] {
  return [`${title}: ${t(`insights.compare.verdict.${verdict}`)}`, pValue]
}

/** After it and without it, for the table that is taken away. */
export function besideTable(beside: Beside, of: 'objection' | 'trial', t: Translate): CsvCell[][] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    [t('insights.works.pace'), t('insights.works.deals'), t('codes.outcome.won'), t('insights.works.expected')],
    ...sides.map((side): CsvCell[] => {
      const { n, won, expected } = beside[side]
      return [t(`insights.works.${of}.${side}`), n, won, expected]
    }),
    [t('insights.works.times'), ...bounds, 'p'],
    [...cells(beside.ratio), beside.pValue],
    [],
  ]
}
