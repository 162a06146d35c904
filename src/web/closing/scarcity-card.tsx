import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { addScarcity, endScarcity } from '../../contract/closing.ts'
import type { Scarcity } from '../../contract/closing.ts'
import { listPriceLists } from '../../contract/prices.ts'
import { listProducts } from '../../contract/products.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  Card,
  DateField,
  Day,
  NumberField,
  SegmentedControl,
  SelectField,
  TextField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { useClosingRead, useScarcities } from './closing-query.ts'

/** What really ends: nothing else may be held out as scarce. */
export function ScarcityCard() {
  const { t } = useWords()
  const mayEdit = useRight('products.edit')
  const [isAdding, setIsAdding] = useState(false)
  const all = useScarcities()
  return (
    <Card
      title={t('closing.scarcities')}
      actions={
        mayEdit && (
          <Button icon={IconPlus} onPress={() => setIsAdding(true)}>
            {t('closing.scarcities.add')}
          </Button>
        )
      }
    >
      <p className="text-ink-2">{t('closing.scarcities.about')}</p>
      <ul className="flex flex-col">
        {all.map((scarcity) => (
          <ScarcityLine key={scarcity.id} scarcity={scarcity} mayEdit={mayEdit} />
        ))}
      </ul>
      {isAdding && <ScarcityDialog onClose={() => setIsAdding(false)} />}
    </Card>
  )
}

function ScarcityLine({ scarcity, mayEdit }: { scarcity: Scarcity; mayEdit: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useClosingRead()
  const { id, name, endsOn, priceList, places, placesLeft, product, state } = scarcity
  const end = useMutation({
    mutationFn: () => call(endScarcity, { params: { id } }),
    onSuccess: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2 last:border-b-0">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="font-medium">{name}</bdi>
          <Badge tone={state === 'live' ? 'ok' : 'plain'}>{t(`codes.scarcity_state.${state}`)}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          {endsOn && (
            <span>
              {t('closing.scarcity.last-day')} <Day value={endsOn} />
            </span>
          )}
          {priceList && <bdi>{priceList.name}</bdi>}
          {places !== null && <span>{t('closing.scarcity.left', { left: placesLeft ?? 0, places })}</span>}
          {product && <bdi>{product.name}</bdi>}
        </p>
      </div>
      {mayEdit && state === 'live' && (
        <Button
          variant="quiet"
          aria-label={t('closing.scarcity.end-of', { name })}
          isPending={end.isPending}
          onPress={() => end.mutate()}
        >
          {t('closing.scarcity.end')}
        </Button>
      )}
    </li>
  )
}

const ways = ['day', 'list', 'places'] as const
const none = 'none'
const most = 200

interface Draft {
  readonly way: (typeof ways)[number]
  readonly name: string
  readonly endsOn: string | null
  readonly priceListId: string | null
  readonly places: number | null
  readonly productId: string
}

const empty: Draft = { way: 'day', name: '', endsOn: null, priceListId: null, places: null, productId: none }

/** What ends it, as the API names it; null while that is not said. */
function endOf({ way, endsOn, priceListId, places, productId }: Draft) {
  if (way === 'day') return endsOn === null ? null : { endsOn }
  if (way === 'list') return priceListId === null ? null : { priceListId }
  return places === null ? null : { places, ...(productId === none ? {} : { productId }) }
}

function ScarcityDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const readAnew = useClosingRead()
  const [draft, setDraft] = useState(empty)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const end = endOf(draft)
  const add = useMutation({
    mutationFn: () => call(addScarcity, { body: { name: draft.name.trim(), ...end } }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('closing.scarcities.add')}
      onSubmit={() => add.mutate()}
      problem={add.error}
      isPending={add.isPending}
      isDisabled={draft.name.trim() === '' || end === null}
      onClose={onClose}
    >
      <TextField
        label={t('closing.scarcity.name')}
        name="name"
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={120}
        autoFocus
      />
      <SegmentedControl
        label={t('closing.scarcity.way')}
        options={ways.map((value) => ({ value, label: t(`closing.scarcity.way.${value}`) }))}
        value={draft.way}
        onChange={(way) => change({ way })}
      />
      <EndFields draft={draft} onChange={change} />
    </FormDialog>
  )
}

function EndFields({ draft, onChange }: { draft: Draft; onChange: (changes: Partial<Draft>) => void }) {
  const { t } = useWords()
  const today = useToday()
  switch (draft.way) {
    case 'day':
      return (
        <DateField
          label={t('closing.scarcity.last-day')}
          name="endsOn"
          value={draft.endsOn}
          onChange={(endsOn) => onChange({ endsOn })}
          minValue={today}
        />
      )
    case 'list':
      return <PriceListField value={draft.priceListId} onChange={(priceListId) => onChange({ priceListId })} />
    case 'places':
      return (
        <>
          <NumberField
            label={t('closing.scarcity.places')}
            name="places"
            value={draft.places}
            onChange={(places) => onChange({ places })}
            minValue={1}
          />
          <ProductField value={draft.productId} onChange={(productId) => onChange({ productId })} />
        </>
      )
  }
}

function PriceListField({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['price-lists', 'ending'],
    queryFn: () => call(listPriceLists, {}),
  })
  const ending = (data?.items ?? []).filter(({ validUntil }) => validUntil !== null)
  return (
    <SelectField
      label={t('closing.scarcity.list')}
      name="priceListId"
      description={t('closing.scarcity.list.about')}
      options={ending.map(({ id, name }) => ({ id, label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}

function ProductField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['products', 'for-places'],
    queryFn: () => call(listProducts, { query: { limit: most } }),
  })
  return (
    <SelectField
      label={t('closing.scarcity.taken-by')}
      name="productId"
      options={[
        { id: none, label: t('closing.scarcity.taken-by.asked') },
        ...(data?.items ?? []).map(({ id, name }) => ({ id, label: t('closing.scarcity.taken-by.product', { name }) })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
