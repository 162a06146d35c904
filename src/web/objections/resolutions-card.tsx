import { useQuery } from '@tanstack/react-query'
import { showResolutions } from '../../contract/objections.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Card, Money, Table, useFormats, useWords } from '../ui/index.ts'

/** What each way to meet objections brings, and what it has cost; nothing before the first was settled so. */
export function ResolutionsCard() {
  const { t } = useWords()
  const { number, percent } = useFormats()
  const isShown = useRight('measurement.read')
  const found = useQuery({
    queryKey: ['objections', 'resolutions'],
    queryFn: () => call(showResolutions, { query: {} }),
    enabled: isShown,
  })
  const items = (found.data?.items ?? []).filter(({ resolution }) => resolution !== null)
  if (items.length === 0) return null
  return (
    <Card title={t('objections.resolutions')}>
      <Table
        label={t('objections.resolutions.table')}
        rows={items}
        rowKey={({ resolution }) => resolution ?? ''}
        columns={[
          {
            key: 'resolution',
            title: t('objections.resolution'),
            isRowHeader: true,
            cell: ({ resolution }) => t(`codes.resolution.${resolution ?? ''}`),
          },
          { key: 'n', title: t('objections.resolutions.n'), isNumber: true, cell: ({ n }) => number(n, 0) },
          {
            key: 'overcome',
            title: t('objections.overcome'),
            isNumber: true,
            cell: ({ estimate, low, high }) =>
              estimate === null || low === null || high === null
                ? '–'
                : t('objections.resolutions.share', {
                    share: percent(estimate),
                    low: percent(low),
                    high: percent(high),
                  }),
          },
          {
            key: 'cost',
            title: t('objections.resolution.cost'),
            isNumber: true,
            cell: ({ costs }) =>
              costs.length === 0 ? '–' : costs.map((cost) => <Money key={cost.currency} value={cost} />),
          },
        ]}
      />
      <p className="text-12 text-ink-3">{t('objections.resolutions.method')}</p>
    </Card>
  )
}
