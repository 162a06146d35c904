import type { Persistence, TouchAim, TouchRow } from '../../contract/persistence.ts'
import { Beneath } from '../charts/index.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import { NumberLink } from './behind-link.tsx'
import { useEstimateWords } from './estimate-words.ts'

export const nothing: TouchRow['reached'] = { estimate: null, low: null, high: null }

/** What the share may be as well, in small beneath it. */
export function Range({ estimate }: { estimate: TouchRow['reached'] }) {
  const { shareRange } = useEstimateWords()
  return <Beneath>{shareRange({ ...estimate, value: estimate.estimate })}</Beneath>
}

type Seller = Persistence['sellers'][number]

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
  const { share } = useEstimateWords()
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
            cell: ({ touches }: Seller) => {
              const reached = touches.findLast(({ touch }) => touch <= at)?.reached ?? nothing
              return (
                <>
                  {share(reached.estimate)}
                  <Range estimate={reached} />
                </>
              )
            },
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
