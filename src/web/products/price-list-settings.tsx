import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { PriceList } from '../../contract/prices.ts'
import { useRight } from '../shell/session.ts'
import {
  Amount,
  Badge,
  Button,
  Card,
  EmptyState,
  ErrorState,
  IconButton,
  Skeleton,
  Table,
  useWords,
  VisuallyHidden,
} from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { useListDays } from './list-days.ts'
import { PriceListDialog } from './price-list-dialog.tsx'
import { PricesDialog } from './prices-dialog.tsx'
import { usePriceLists } from './product-prices.tsx'
import { TermsSettings } from './terms-settings.tsx'

/** Price lists, the rule which of them applies, and the terms of payment. */
export function PriceListSettings() {
  const { t } = useWords()
  const mayEdit = useRight('products.edit')
  const [editing, setEditing] = useState<PriceList | 'new' | null>(null)
  const [pricing, setPricing] = useState<PriceList | null>(null)
  const lists = usePriceLists()
  const columns = useColumns(setPricing, mayEdit ? setEditing : undefined)
  if (lists.isPending) return <Skeleton className="h-50 w-full" />
  if (lists.isError) return <ErrorState error={lists.error} onRetry={() => void lists.refetch()} />
  const { items } = lists.data
  const add = mayEdit && (
    <Button icon={IconPlus} onPress={() => setEditing('new')}>
      {t('products.lists.add')}
    </Button>
  )
  return (
    <>
      <Card title={t('products.lists.title')} actions={items.length > 0 && add}>
        <p className="max-w-160 text-ink-2">{t('products.lists.rule')}</p>
        {items.length === 0 ? (
          <EmptyState action={add}>{t('products.lists.none')}</EmptyState>
        ) : (
          <Table label={t('products.lists.title')} columns={columns} rows={items} rowKey={({ id }) => id} />
        )}
      </Card>
      <TermsSettings />
      {editing && (
        <PriceListDialog list={editing === 'new' ? null : editing} lists={items} onClose={() => setEditing(null)} />
      )}
      {pricing && <PricesDialog list={pricing} onClose={() => setPricing(null)} />}
    </>
  )
}

function useColumns(
  onOpen: (list: PriceList) => void,
  onEdit: ((list: PriceList) => void) | undefined,
): Column<PriceList>[] {
  const { t } = useWords()
  const days = useListDays()
  return [
    {
      key: 'name',
      title: t('people.field.name'),
      isRowHeader: true,
      cell: (list) => (
        <Button
          variant="quiet"
          onPress={() => onOpen(list)}
          className="-ms-2 min-w-0 shrink justify-start! px-2! text-accent!"
        >
          <bdi>{list.name}</bdi>
        </Button>
      ),
    },
    { key: 'currency', title: t('products.lists.currency'), cell: ({ currency }) => <bdi>{currency}</bdi> },
    { key: 'days', title: t('products.lists.days'), cell: (list) => days(list) },
    {
      key: 'for',
      title: t('products.lists.for'),
      cell: ({ tagName, retired }) =>
        retired ? (
          <Badge>{t('products.lists.retired')}</Badge>
        ) : tagName ? (
          <Badge tone="accent">{tagName}</Badge>
        ) : (
          t('products.lists.everybody')
        ),
    },
    {
      key: 'count',
      title: t('products.lists.prices'),
      isNumber: true,
      cell: ({ priceCount }) => <Amount value={priceCount} />,
    },
    ...(onEdit
      ? [
          {
            key: 'edit',
            title: <VisuallyHidden>{t('people.acts')}</VisuallyHidden>,
            staysLong: true,
            cell: (list: PriceList) => (
              <IconButton
                icon={IconPencil}
                label={t('people.reach.edit', { field: list.name })}
                onPress={() => onEdit(list)}
              />
            ),
          },
        ]
      : []),
  ]
}
