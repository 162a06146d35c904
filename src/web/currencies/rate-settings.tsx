import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import IconClipboard from '@tabler/icons-react/dist/esm/icons/IconClipboard.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { ExchangeRate } from '../../contract/currencies.ts'
import { useAddress } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import {
  Button,
  Card,
  Day,
  EmptyState,
  ErrorState,
  IconButton,
  Skeleton,
  Table,
  VisuallyHidden,
  useFormats,
  useWords,
} from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { useRates } from './queries.ts'

const RateDialog = lazy(() => import('./rate-dialog.tsx').then(({ RateDialog: Dialog }) => ({ default: Dialog })))
const PasteRatesDialog = lazy(() =>
  import('./paste-rates-dialog.tsx').then(({ PasteRatesDialog: Dialog }) => ({ default: Dialog })),
)

/** What other currencies are worth in the one that is reported in, day by day. */
export function RateSettings() {
  const { t } = useWords()
  const { workspace } = useSession()
  const mayEdit = useRight('costs.edit')
  const asked = useAskedRate()
  const [editing, setEditing] = useState<Partial<ExchangeRate> | null>(null)
  const [isPasting, setIsPasting] = useState(false)
  const rates = useRates()
  const columns = useColumns(mayEdit ? setEditing : undefined)
  const items = rates.data?.pages.flatMap((page) => page.items) ?? []
  const open = editing ?? (mayEdit ? asked.rate : null)
  const close = () => {
    setEditing(null)
    asked.forget()
  }
  const acts = mayEdit && (
    <span className="flex flex-wrap gap-2">
      <Button icon={IconClipboard} onPress={() => setIsPasting(true)}>
        {t('kpis.rates.paste')}
      </Button>
      <Button icon={IconPlus} onPress={() => setEditing({})}>
        {t('kpis.rates.add')}
      </Button>
    </span>
  )
  return (
    <Card title={t('kpis.rates.title')} actions={items.length > 0 && acts}>
      <p className="max-w-160 text-ink-2">{t('kpis.rates.about', { currency: workspace.currency })}</p>
      {rates.isPending && <Skeleton className="h-30" />}
      {rates.isError && <ErrorState error={rates.error} onRetry={() => void rates.refetch()} />}
      {rates.isSuccess && items.length === 0 && <EmptyState action={acts}>{t('kpis.rates.none')}</EmptyState>}
      {items.length > 0 && (
        <Table label={t('kpis.rates.title')} columns={columns} rows={items} rowKey={({ id }) => id} />
      )}
      {rates.hasNextPage && (
        <Button
          variant="quiet"
          className="self-start"
          isPending={rates.isFetchingNextPage}
          onPress={() => void rates.fetchNextPage()}
        >
          {t('insights.behind.more')}
        </Button>
      )}
      <Suspense>
        {open && <RateDialog rate={open} onClose={close} />}
        {isPasting && <PasteRatesDialog onClose={() => setIsPasting(false)} />}
      </Suspense>
    </Card>
  )
}

function useColumns(onEdit: ((rate: ExchangeRate) => void) | undefined): Column<ExchangeRate>[] {
  const { t } = useWords()
  const { number } = useFormats()
  return [
    { key: 'day', title: t('kpis.rates.day'), isRowHeader: true, cell: ({ day }) => <Day value={day} /> },
    { key: 'currency', title: t('kpis.rates.currency'), cell: ({ currency }) => <bdi>{currency}</bdi> },
    { key: 'rate', title: t('kpis.rates.rate'), isNumber: true, cell: ({ rate }) => number(rate, 8) },
    {
      key: 'by',
      title: t('kpis.rates.by'),
      cell: ({ recordedBy }) => <bdi>{recordedBy ?? t('kpis.options.a-key')}</bdi>,
    },
    ...(onEdit
      ? [
          {
            key: 'edit',
            title: <VisuallyHidden>{t('people.acts')}</VisuallyHidden>,
            staysLong: true,
            cell: (rate: ExchangeRate) => (
              <IconButton
                icon={IconPencil}
                label={t('people.reach.edit', { field: `${rate.currency} ${rate.day}` })}
                onPress={() => onEdit(rate)}
              />
            ),
          },
        ]
      : []),
  ]
}

/** The rate that a figure lacks, as its link names it. */
function useAskedRate() {
  const { currency, day }: { currency?: unknown; day?: unknown } = useSearch({ strict: false })
  const navigate = useNavigate()
  const address = useAddress()
  const isAsked = typeof currency === 'string' && typeof day === 'string'
  return {
    rate: isAsked ? { currency, day } : null,
    forget: () => isAsked && void navigate({ to: address('settings/rates'), search: {} }),
  }
}
