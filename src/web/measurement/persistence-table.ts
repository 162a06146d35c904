import type { Persistence, PersistenceCurve } from '../../contract/persistence.ts'
import type { CsvCell } from './csv.ts'
import { inOrder } from './persistence-sellers.tsx'
import { cells } from './what-works-parts.tsx'

type Translate = (id: string, values?: Record<string, unknown>) => string

/** What each touch brings as a table to take away: touch by touch, seller by seller, and what giving up costs. */
export function persistenceTable(found: Persistence, t: Translate): CsvCell[][] {
  const { all, sellers, aim, missed, lastTouch, pValue, verdict, comparedAt, n, asOf } = found
  const nameOf = ({ name }: { readonly name: string | null }) => name ?? t('insights.persistence.nobody')
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  const count = Math.round(missed.estimate ?? 0)
  return [
    [
      t('insights.persistence.seller'),
      t('insights.persistence.by-touch'),
      ...countTitles(found, t),
      t('insights.persistence.share'),
      ...bounds,
      t('insights.persistence.reached'),
      ...bounds,
    ],
    ...rowsOf(t('insights.persistence.all'), all),
    ...sellers.flatMap((seller) => rowsOf(nameOf(seller), seller)),
    [],
    ...(comparedAt === null
      ? []
      : [
          [
            t('insights.persistence.seller'),
            ...countTitles(found, t),
            t('insights.persistence.by', { touch: comparedAt }),
            ...bounds,
            t('insights.hours.drawn'),
            ...bounds,
          ],
          ...inOrder(found).map((seller) => [
            nameOf(seller),
            ...counts({ ...seller, got: seller.n }),
            ...cells(seller.share),
            ...cells(seller.shrunken ?? { estimate: null, low: null, high: null }),
          ]),
          [t(`insights.compare.verdict.${verdict}`)],
          ['p', pValue],
          [],
        ]),
    [t(`insights.persistence.sentence.${aim}`, { count, last: lastTouch }), ...cells(missed)],
    [t('insights.persistence.at-most')],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}

function countTitles({ aim }: Persistence, t: Translate): string[] {
  return [
    t('insights.persistence.deals'),
    t(`insights.persistence.aim.${aim}`),
    t('insights.persistence.given-up'),
    t('insights.persistence.ended'),
    t('codes.outcome.open'),
  ]
}

type Counted = Pick<PersistenceCurve['touches'][number], 'got' | 'events' | 'stopped' | 'ended' | 'open'>

function counts({ got, events, stopped, ended, open }: Counted): CsvCell[] {
  return [got, events, stopped, ended, open]
}

function rowsOf(name: string, { touches }: PersistenceCurve): CsvCell[][] {
  return touches.map((row) => [name, row.touch, ...counts(row), ...cells(row.hazard), ...cells(row.reached)])
}
