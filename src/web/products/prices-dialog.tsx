import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { listPrices, setPrice } from '../../contract/prices.ts'
import type { PriceList } from '../../contract/prices.ts'
import { listProducts } from '../../contract/products.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, ComboBox, Dialog, Form, Money, MoneyField, Skeleton, Table, useWords } from '../ui/index.ts'

/** The prices of a list, and a line to add or change one. */
export function PricesDialog({ list, onClose }: { list: PriceList; onClose: () => void }) {
  const { t } = useWords()
  const address = useAddress()
  const mayEdit = useRight('products.edit')
  const prices = useInfiniteQuery({
    queryKey: ['price-lists', list.id, 'prices'],
    queryFn: ({ pageParam }) =>
      call(listPrices, { params: { id: list.id }, query: { limit: 50, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const items = prices.data?.pages.flatMap((page) => page.items) ?? []
  const { currency } = list
  return (
    <Dialog title={list.name} isOpen onClose={onClose} size="large">
      <div className="flex flex-col gap-4">
        {mayEdit && <PriceForm list={list} />}
        {prices.isPending && <Skeleton className="h-20" />}
        {prices.isSuccess && items.length === 0 && <p className="text-ink-3">{t('products.lists.no-prices')}</p>}
        {items.length > 0 && (
          <Table
            label={list.name}
            rows={items}
            rowKey={({ productId }) => productId}
            columns={[
              {
                key: 'product',
                title: t('products.product'),
                isRowHeader: true,
                cell: ({ productId, productName }) => (
                  <Link to={address(`products/${productId}`)} className="text-accent hover:underline">
                    <bdi>{productName}</bdi>
                  </Link>
                ),
              },
              {
                key: 'price',
                title: t('products.field.price'),
                isNumber: true,
                cell: ({ priceMinor }) => <Money value={{ minor: priceMinor, currency }} />,
              },
              {
                key: 'cost',
                title: t('products.field.cost'),
                isNumber: true,
                cell: ({ costMinor }) => (costMinor === null ? '–' : <Money value={{ minor: costMinor, currency }} />),
              },
            ]}
          />
        )}
        {prices.hasNextPage && (
          <Button variant="quiet" isPending={prices.isFetchingNextPage} onPress={() => void prices.fetchNextPage()}>
            {t('people.deals.more')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function PriceForm({ list }: { list: PriceList }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [productId, setProductId] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [priceMinor, setPriceMinor] = useState<number | null>(null)
  const products = useQuery({
    queryKey: ['products', 'names', text],
    queryFn: () => call(listProducts, { query: { limit: 20, ...(text.trim() ? { q: text.trim() } : {}) } }),
    placeholderData: (before) => before,
  })
  const save = useMutation({
    mutationFn: (told: { productId: string; priceMinor: number }) =>
      call(setPrice, { params: { id: list.id, productId: told.productId }, body: { priceMinor: told.priceMinor } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['price-lists'] })
      setProductId(null)
      setText('')
      setPriceMinor(null)
    },
  })
  const isWhole = productId !== null && priceMinor !== null
  return (
    <Form
      label={t('products.prices.add')}
      onSubmit={() => isWhole && save.mutate({ productId, priceMinor })}
      problem={save.error}
      className="tablet:grid! tablet:grid-cols-[minmax(0,1fr)_140px_auto] tablet:items-end"
    >
      <ComboBox
        label={t('products.product')}
        options={(products.data?.items ?? []).map(({ id, name, code }) => ({
          id,
          label: name,
          ...(code ? { hint: code } : {}),
        }))}
        value={productId}
        onChange={setProductId}
        inputValue={text}
        onInputChange={setText}
      />
      <MoneyField
        label={t('products.field.price')}
        name="priceMinor"
        currency={list.currency}
        value={priceMinor}
        onChange={setPriceMinor}
      />
      <Button type="submit" variant="primary" icon={IconPlus} isDisabled={!isWhole} isPending={save.isPending}>
        {t('products.prices.set')}
      </Button>
    </Form>
  )
}
