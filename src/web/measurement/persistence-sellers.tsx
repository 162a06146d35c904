import type { Persistence, TouchAim } from '../../contract/persistence.ts'
import { Beneath } from '../charts/index.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { NumberLink } from './behind-link.tsx'
import { useEstimateWords } from './estimate-words.ts'
import { Whisker } from './whisker.tsx'

export type Seller = Persistence['sellers'][number]

/** By name, unless they differ by more than chance: then by the share drawn to the mean, those not compared last. */
export function inOrder({ sellers }: Persistence): Seller[] {
  const last = sellers.length + 1
  return sellers.toSorted((one, other) => (one.rank ?? last) - (other.rank ?? last))
}

/** How far each seller goes, side by side. */
export function Sellers({ found }: { found: Persistence }) {
  const { t } = useWords()
  const columns = useColumns(found)
  const { comparedAt, verdict } = found
  if (comparedAt === null) return null
  return (
    <div className="mt-6">
      <h3 className="font-semibold">{t('insights.persistence.sellers')}</h3>
      <p className="mb-2 max-w-[90ch] text-12 text-ink-2">
        {t(`insights.persistence.sellers.${verdict}`, { touch: comparedAt })}
      </p>
      <Table
        label={t('insights.persistence.sellers')}
        rows={inOrder(found)}
        rowKey={({ id }) => id ?? 'nobody'}
        columns={columns}
      />
    </div>
  )
}

function useColumns({ aim, verdict, comparedAt }: Persistence): Column<Seller>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const counted = useCounted(aim)
  const reached = useReached(comparedAt ?? 1, verdict === 'differ')
  const columns: Column<Seller>[] = [
    {
      key: 'name',
      title: t('insights.persistence.seller'),
      isRowHeader: true,
      cell: ({ name }) => <bdi>{name ?? t('insights.persistence.nobody')}</bdi>,
    },
    counted('n'),
    ...reached,
    counted('events'),
    counted('stopped'),
    counted('ended'),
    {
      key: 'after',
      title: t('insights.persistence.after'),
      isNumber: true,
      cell: ({ stoppedAfter }) => (stoppedAfter === null ? '–' : number(stoppedAfter)),
    },
  ]
  return columns
}

/** For whom it has come by the touch, as counted, and drawn to the mean where sellers differ. */
function useReached(touch: number, isDrawn: boolean): Column<Seller>[] {
  const { t } = useWords()
  const { share, shareRange } = useEstimateWords()
  const few = <span className="text-ink-2">{t('closing.figures.few')}</span>
  const title = t('insights.persistence.by', { touch })
  const line: Column<Seller> = {
    key: 'reached',
    title: isDrawn ? t('insights.hours.drawn') : title,
    staysLong: true,
    cell: ({ share: counted, shrunken }) => (counted.estimate === null ? few : <Whisker {...(shrunken ?? counted)} />),
  }
  if (!isDrawn) return [line]
  return [
    line,
    {
      key: 'counted',
      title,
      isNumber: true,
      cell: ({ share: counted }) => (
        <>
          {counted.estimate === null ? few : share(counted.estimate)}
          <Beneath>{shareRange({ ...counted, value: counted.estimate })}</Beneath>
        </>
      ),
    },
  ]
}

/** A number of a seller's deals, which it opens. */
function useCounted(aim: TouchAim) {
  const { t } = useWords()
  const titles = {
    n: t('insights.persistence.deals'),
    events: t(`insights.persistence.aim.${aim}`),
    stopped: t('insights.persistence.given-up'),
    ended: t('insights.persistence.ended'),
  }
  return (key: keyof typeof titles): Column<Seller> => ({
    key,
    title: titles[key],
    isNumber: true,
    cell: (seller) => (
      <NumberLink
        of="touches"
        number={`${aim}/${key === 'n' ? 'got' : key}//${seller.id ?? 'none'}`}
        count={seller[key]}
        label={`${seller.name ?? t('insights.persistence.nobody')}: ${titles[key]}`}
      />
    ),
  })
}
