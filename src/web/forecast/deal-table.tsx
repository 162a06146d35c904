import { Link } from '@tanstack/react-router'
import type { Forecast } from '../../contract/forecast.ts'
import { useAddress } from '../shell/places.ts'
import { Notice, Table, useFormats, useWords } from '../ui/index.ts'
import { useWholeMoney } from './whole-money.ts'

/** The open deals that bring most of what is expected; one that carries it is named above. */
export function DealTable({ forecast: { deals, carriedBy, currency } }: { forecast: Forecast }) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const address = useAddress()
  const write = useWholeMoney(currency)
  const carrying = deals.find(({ id }) => id === carriedBy)
  const columns = [
    {
      key: 'name',
      title: t('forecast.deals.name'),
      isRowHeader: true,
      cell: ({ id, name }: Row) => (
        <Link to={address(`deals/${id}`)} className="text-accent hover:underline">
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    { key: 'amount', title: t('forecast.deals.amount'), cell: (deal: Row) => write(deal.amountMinor), isNumber: true },
    { key: 'chance', title: t('forecast.deals.chance'), cell: (deal: Row) => percent(deal.chance), isNumber: true },
    {
      key: 'expected',
      title: t('forecast.deals.expected'),
      cell: (deal: Row) => write(deal.expected),
      isNumber: true,
      staysLong: true,
    },
    { key: 'days', title: t('forecast.deals.days'), cell: (deal: Row) => number(deal.daysInStage), isNumber: true },
  ]
  return (
    <>
      {carrying && (
        <Notice tone="warn">{t('forecast.carried', { name: carrying.name, share: percent(carrying.share) })}</Notice>
      )}
      <Table label={t('forecast.deals')} columns={columns} rows={deals} rowKey={({ id }) => id} />
    </>
  )
}

type Row = Forecast['deals'][number]
