import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listDeals } from '../../contract/deals.ts'
import type { Product } from '../../contract/products.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { OwnFields } from '../fields/own-fields.tsx'
import { saveFields } from '../people/edit.ts'
import { DayRow, MoneyRow, TextRow } from '../people/field-rows.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  ErrorState,
  Money,
  Percent,
  Skeleton,
  Switch,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { ProductPrices } from './product-prices.tsx'
import { useProductEdit } from './product-query.ts'
import type { ProductEdit } from './product-query.ts'

interface ProductBodyProps {
  readonly product: Product
  readonly layout: 'panel' | 'page'
}

/** A product: what it brings, what is known of it, what it costs in which list, and where it is sold. */
export function ProductBody({ product, layout }: ProductBodyProps) {
  const edit = useProductEdit(product)
  const head = <ProductHead product={product} />
  const fields = <ProductFields edit={edit} />
  const prices = <ProductPrices product={product} />
  const deals = <ProductDeals product={product} />
  if (layout === 'panel') {
    return (
      <div className="flex flex-col gap-6">
        {head}
        {fields}
        {prices}
        {deals}
      </div>
    )
  }
  return (
    <div className="grid gap-6 desktop:grid-cols-[minmax(0,1fr)_380px]">
      <div className="contents desktop:flex desktop:min-w-0 desktop:flex-col desktop:gap-6">
        {head}
        <div className="order-1 min-w-0">{prices}</div>
        <div className="order-2 min-w-0">{deals}</div>
      </div>
      <div className="flex min-w-0 flex-col gap-6">{fields}</div>
    </div>
  )
}

function ProductHead({ product: { priceMinor, costMinor, currency, active } }: { product: Product }) {
  const { t } = useWords()
  const margin = priceMinor !== null && costMinor !== null && priceMinor > 0 ? 1 - costMinor / priceMinor : null
  return (
    <dl className="grid grid-cols-3 gap-3 rounded-3 border border-line bg-surface p-3">
      <div>
        <dt className="text-12 text-ink-3">{t('products.field.price')}</dt>
        <dd className="text-15 font-semibold">
          {priceMinor === null ? '–' : <Money value={{ minor: priceMinor, currency }} />}
        </dd>
      </div>
      <div>
        <dt className="text-12 text-ink-3">{t('products.margin')}</dt>
        <dd className="text-15 font-semibold">{margin === null ? '–' : <Percent value={margin} />}</dd>
      </div>
      <div>
        <dt className="text-12 text-ink-3">{t('products.state')}</dt>
        <dd>
          <Badge tone={active ? 'ok' : 'plain'}>{t(active ? 'products.active' : 'products.retired')}</Badge>
        </dd>
      </div>
    </dl>
  )
}

function ProductFields({ edit }: { edit: ProductEdit }) {
  const { t } = useWords()
  const isReadOnly = !useRight('products.edit')
  const { name, currency } = edit.row
  const text = (field: 'code' | 'family' | 'description') => (
    <TextRow
      label={t(`products.field.${field}`)}
      edit={edit}
      read={(row) => row[field]}
      changes={(value) => ({ [field]: value })}
      isReadOnly={isReadOnly}
    />
  )
  const money = (label: string, field: 'priceMinor' | 'costMinor') => (
    <MoneyRow
      label={label}
      currency={currency}
      edit={edit}
      read={(row) => row[field]}
      changes={(value) => ({ [field]: value })}
      isReadOnly={isReadOnly}
    />
  )
  const day = (field: 'launchedOn' | 'retiredOn') => (
    <DayRow
      label={t(`products.field.${field}`)}
      edit={edit}
      read={(row) => row[field]}
      changes={(value) => ({ [field]: value })}
      isReadOnly={isReadOnly}
    />
  )
  return (
    <Section title={t('people.fields.title')} label={t('people.fields.of', { name })}>
      <dl className="flex flex-col gap-0.5">
        <TextRow
          label={t('people.field.name')}
          edit={edit}
          read={(row) => row.name}
          changes={(value) => ({ name: value ?? name })}
          isNeeded
          isReadOnly={isReadOnly}
        />
        {text('code')}
        {text('family')}
        {money(t('products.field.price'), 'priceMinor')}
        {money(t('products.field.cost'), 'costMinor')}
        {day('launchedOn')}
        {day('retiredOn')}
        {text('description')}
        <ActiveRow edit={edit} isReadOnly={isReadOnly} />
      </dl>
      <OwnFields record="products" edit={edit} isReadOnly={isReadOnly} />
    </Section>
  )
}

function ActiveRow({ edit, isReadOnly }: { edit: ProductEdit; isReadOnly: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const { active, version } = edit.row
  const set = useMutation({
    mutationFn: (next: boolean) => saveFields(edit, { active: next }, version),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <div className="grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-center gap-2">
      <dt className="truncate text-ink-3">{t('products.sold')}</dt>
      <dd>
        <Switch isSelected={active} isDisabled={isReadOnly || set.isPending} onChange={(next) => set.mutate(next)}>
          {t(active ? 'products.active' : 'products.retired')}
        </Switch>
      </dd>
    </div>
  )
}

function ProductDeals({ product }: { product: Product }) {
  const { t } = useWords()
  const address = useAddress()
  const deals = useInfiniteQuery({
    queryKey: ['deals', 'product', product.id],
    queryFn: ({ pageParam }) =>
      call(listDeals, { query: { product: product.id, limit: 20, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const items = deals.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t('products.deals.title')}>
      {deals.isPending && <Skeleton className="h-13" />}
      {deals.isError && <ErrorState error={deals.error} onRetry={() => void deals.refetch()} />}
      {deals.isSuccess && items.length === 0 && <p className="text-ink-3">{t('people.deals.none')}</p>}
      <ul className="flex flex-col divide-y divide-line border-line not-empty:rounded-3 not-empty:border">
        {items.map(({ id, name, customer, outcome, amountMinor, currency }) => (
          <li key={id}>
            <Link
              to={address(`deals/${id}`)}
              className="flex min-h-8.5 items-center gap-2 px-3 py-1.5 transition-colors hover:bg-sunken"
            >
              <span className="min-w-0 flex-1 truncate">
                <bdi className="font-medium">{name}</bdi>
                {customer && (
                  <span className="ms-2 text-12 text-ink-3">
                    <bdi>{customer.name}</bdi>
                  </span>
                )}
              </span>
              <Badge>{t(`codes.outcome.${outcome}`)}</Badge>
              {amountMinor !== null && <Money value={{ minor: amountMinor, currency }} />}
            </Link>
          </li>
        ))}
      </ul>
      {deals.hasNextPage && (
        <Button variant="quiet" isPending={deals.isFetchingNextPage} onPress={() => void deals.fetchNextPage()}>
          {t('people.deals.more')}
        </Button>
      )}
    </Section>
  )
}
