import type { Persistence, PersistenceCurve, TouchAim, TouchRow } from '../../contract/persistence.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import { NumberLink } from './behind-link.tsx'
import { useEstimateWords } from './estimate-words.ts'

type Seller = Persistence['sellers'][number]

/** For whom it has come by a touch, or by the last one before it. */
export function reachedBy({ touches }: PersistenceCurve, at: number): TouchRow['reached'] {
  return touches.findLast(({ touch }) => touch <= at)?.reached ?? { estimate: null, low: null, high: null }
}

interface OfSellerProps {
  readonly aim: TouchAim
  readonly seller: Pick<Seller, 'id' | 'name'>
  readonly of: 'got' | 'stopped'
  readonly count: number
}

function OfSeller({ aim, seller: { id, name }, of, count }: OfSellerProps) {
  const { t } = useWords()
  return (
    <NumberLink
      of="touches"
      number={`${aim}/${of}//${id ?? 'none'}`}
      count={count}
      label={name ?? t('insights.persistence.nobody')}
    />
  )
}

/** How far each seller goes, side by side. */
export function Sellers({ found: { sellers, lastTouch, pValue, aim } }: { found: Persistence }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const at = Math.max(1, Math.min(lastTouch, 5))
  return (
    <div className="mt-6">
      <h3 className="mb-2 font-semibold">{t('insights.persistence.sellers')}</h3>
      <Table
        label={t('insights.persistence.sellers')}
        rows={sellers}
        rowKey={({ id }) => id ?? 'nobody'}
        columns={[
          {
            key: 'name',
            title: t('insights.persistence.seller'),
            isRowHeader: true,
            cell: ({ name }: Seller) => <bdi>{name ?? t('insights.persistence.nobody')}</bdi>,
          },
          {
            key: 'deals',
            title: t('insights.persistence.deals'),
            isNumber: true,
            cell: (seller: Seller) => <OfSeller aim={aim} seller={seller} of="got" count={seller.n} />,
          },
          {
            key: 'reached',
            title: t('insights.persistence.by', { touch: at }),
            isNumber: true,
            cell: (seller: Seller) => share(reachedBy(seller, at).estimate),
          },
          {
            key: 'range',
            title: t('closing.figures.range'),
            isNumber: true,
            cell: (seller: Seller) =>
              shareRange({ ...reachedBy(seller, at), value: reachedBy(seller, at).estimate }) || '–',
          },
          {
            key: 'stopped',
            title: t('insights.persistence.given-up'),
            isNumber: true,
            cell: (seller: Seller) => <OfSeller aim={aim} seller={seller} of="stopped" count={seller.stopped} />,
          },
          {
            key: 'after',
            title: t('insights.persistence.after'),
            isNumber: true,
            cell: ({ stoppedAfter }: Seller) => (stoppedAfter === null ? '–' : number(stoppedAfter)),
          },
        ]}
      />
      {pValue !== null && pValue > 0.05 && (
        <p className="mt-2 text-12 text-ink-2">{t('insights.persistence.within-chance')}</p>
      )}
    </div>
  )
}
