import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { listPriceLists, listProductPrices, removePrice, setPrice } from '../../contract/prices.ts'
import type { PriceList } from '../../contract/prices.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { Product } from '../../contract/products.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  ErrorState,
  IconButton,
  Money,
  MoneyField,
  SelectField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { useListDays } from './list-days.ts'
import { FormDialog } from '../people/form-dialog.tsx'

type ProductPrice = OutputOf<typeof listProductPrices>['items'][number]

export function usePriceLists() {
  return useQuery({ queryKey: ['price-lists'], queryFn: () => call(listPriceLists) })
}

/** What a product costs in each price list. */
export function ProductPrices({ product }: { product: Product }) {
  const { t } = useWords()
  const mayEdit = useRight('products.edit')
  const lists = usePriceLists()
  const [editing, setEditing] = useState<ProductPrice | 'new' | null>(null)
  const prices = useQuery({
    queryKey: ['price-lists', 'product', product.id],
    queryFn: () => call(listProductPrices, { params: { id: product.id } }),
  })
  const items = prices.data?.items ?? []
  const free = (lists.data?.items ?? []).filter(
    ({ id, retired }) => !retired && !items.some(({ list }) => list.id === id),
  )
  return (
    <Section
      title={t('products.prices.title')}
      actions={
        mayEdit &&
        free.length > 0 && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setEditing('new')}>
            {t('products.prices.add')}
          </Button>
        )
      }
    >
      {prices.isError && <ErrorState error={prices.error} onRetry={() => void prices.refetch()} />}
      {prices.isSuccess && items.length === 0 && <p className="text-ink-3">{t('products.prices.none')}</p>}
      <ul className="flex flex-col">
        {items.map((price) => (
          <PriceLine
            key={price.list.id}
            product={product}
            price={price}
            onEdit={mayEdit ? () => setEditing(price) : undefined}
          />
        ))}
      </ul>
      {editing && (
        <PriceDialog
          product={product}
          price={editing === 'new' ? null : editing}
          lists={free}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

interface PriceLineProps {
  readonly product: Product
  readonly price: ProductPrice
  readonly onEdit: (() => void) | undefined
}

function PriceLine({ product, price: { list, priceMinor, costMinor }, onEdit }: PriceLineProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const days = useListDays()
  const queries = useQueryClient()
  const params = { id: list.id, productId: product.id }
  const changed = () => void queries.invalidateQueries({ queryKey: ['price-lists'] })
  const back = useMutation({
    mutationFn: () => call(setPrice, { params, body: { priceMinor, costMinor } }),
    onSuccess: changed,
  })
  const remove = useMutation({
    mutationFn: () => call(removePrice, { params }),
    onSuccess: () => {
      changed()
      toast({ text: t('products.prices.removed', { list: list.name }), onUndo: () => back.mutate() })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <li className="flex min-h-10 items-center gap-2 border-b border-line py-1 last:border-b-0">
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">
          <bdi>{list.name}</bdi>
        </span>
        <span className="truncate text-12 text-ink-3">{days(list)}</span>
      </span>
      {list.tagName && <Badge>{list.tagName}</Badge>}
      {list.retired && <Badge>{t('products.retired')}</Badge>}
      <span className="flex flex-col text-end">
        <span className="font-medium">
          <Money value={{ minor: priceMinor, currency: list.currency }} />
        </span>
        {costMinor !== null && (
          <span className="text-12 text-ink-3">
            <Money value={{ minor: costMinor, currency: list.currency }} />
          </span>
        )}
      </span>
      {onEdit && (
        <>
          <IconButton icon={IconPencil} label={t('products.prices.edit', { list: list.name })} onPress={onEdit} />
          <IconButton
            icon={IconTrash}
            label={t('products.prices.remove', { list: list.name })}
            isPending={remove.isPending}
            onPress={() => remove.mutate()}
          />
        </>
      )}
    </li>
  )
}

interface PriceDialogProps {
  readonly product: Product
  readonly price: ProductPrice | null
  readonly lists: readonly PriceList[]
  readonly onClose: () => void
}

function PriceDialog({ product, price, lists, onClose }: PriceDialogProps) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [listId, setListId] = useState(price?.list.id ?? lists[0]?.id ?? '')
  const [priceMinor, setPriceMinor] = useState<number | null>(price?.priceMinor ?? null)
  const [costMinor, setCostMinor] = useState<number | null>(price?.costMinor ?? null)
  const list = price?.list ?? lists.find(({ id }) => id === listId)
  const save = useMutation({
    mutationFn: (amount: number) =>
      call(setPrice, { params: { id: listId, productId: product.id }, body: { priceMinor: amount, costMinor } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['price-lists'] })
      onClose()
    },
  })
  const currency = list?.currency ?? product.currency
  return (
    <FormDialog
      title={product.name}
      size="small"
      onSubmit={() => priceMinor !== null && save.mutate(priceMinor)}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={priceMinor === null}
      onClose={onClose}
    >
      <SelectField
        label={t('products.list')}
        options={(price ? [price.list] : lists).map(({ id, name }) => ({ id, label: name }))}
        value={listId}
        onChange={setListId}
        isDisabled={price !== null}
      />
      <MoneyField
        label={t('products.field.price')}
        name="priceMinor"
        currency={currency}
        value={priceMinor}
        onChange={setPriceMinor}
      />
      <MoneyField
        label={t('products.field.cost')}
        name="costMinor"
        description={t('products.prices.cost-hint')}
        currency={currency}
        value={costMinor}
        onChange={setCostMinor}
      />
    </FormDialog>
  )
}
