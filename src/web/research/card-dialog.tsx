import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addCard, cardKinds, changeCard, pricePositions } from '../../contract/cards.ts'
import type { Card, CardText } from '../../contract/cards.ts'
import { languages } from '../../contract/primitives.ts'
import type { Language } from '../../contract/primitives.ts'
import { listProducts } from '../../contract/products.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useSession } from '../shell/session.ts'
import { EachLanguage, SegmentedControl, SelectField, Switch, TextField, useWords } from '../ui/index.ts'
import { cardParts } from './card-parts.ts'
import type { CardPart } from './card-parts.ts'
import { useCardsRead } from './cards-read.ts'

const none = 'none'
const mostProducts = 200

type Texts = Partial<Record<Language, Partial<Record<CardPart, string>>>>

interface Draft extends Pick<Card, 'kind' | 'title' | 'productId' | 'pricePosition' | 'retired'> {
  readonly sector: string
  readonly texts: Texts
}

const empty: Draft = {
  kind: 'competitor',
  title: '',
  productId: null,
  sector: '',
  pricePosition: null,
  retired: false,
  texts: {},
}

interface CardDialogProps {
  /** Null for a new one. */
  readonly card: Card | null
  readonly onClose: () => void
}

/** A card in as many languages as one sells in; changing it makes a new version. */
export function CardDialog({ card, onClose }: CardDialogProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState<Draft>(card ? draftOf(card) : empty)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const { save, isWhole } = useSaving(card, draft, onClose)
  return (
    <FormDialog
      title={t(card ? 'research.card.change' : 'research.card.add')}
      size="large"
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={!isWhole}
      onClose={onClose}
    >
      <div className="overflow-x-auto">
        <SegmentedControl
          label={t('research.card.about')}
          options={cardKinds.map((value) => ({ value, label: t(`research.card.kind.${value}`) }))}
          value={draft.kind}
          onChange={(kind) => change({ kind, pricePosition: null })}
        />
      </div>
      <div className="grid gap-4 tablet:grid-cols-2">
        <TextField
          label={t(`research.card.title.${draft.kind}`)}
          name="title"
          dir="auto"
          value={draft.title}
          onChange={(title) => change({ title })}
          maxLength={120}
          autoFocus
        />
        <Subject draft={draft} change={change} />
      </div>
      <TextsField texts={draft.texts} onChange={(texts) => change({ texts })} />
      {card && (
        <Switch isSelected={!draft.retired} onChange={(isUsed) => change({ retired: !isUsed })}>
          {t('research.card.in-use')}
        </Switch>
      )}
    </FormDialog>
  )
}

interface SubjectProps {
  readonly draft: Draft
  readonly change: (changes: Partial<Draft>) => void
}

/** What else a card of its kind names. */
function Subject({ draft, change }: SubjectProps) {
  const { t } = useWords()
  const price = draft.kind === 'competitor' ? 'rival' : 'own'
  if (draft.kind === 'market') {
    return (
      <TextField
        label={t('research.card.sector')}
        description={t('research.card.sector.hint')}
        name="sector"
        dir="auto"
        value={draft.sector}
        onChange={(sector) => change({ sector })}
        maxLength={100}
      />
    )
  }
  return (
    <>
      {draft.kind === 'product' && (
        <ProductField
          value={draft.productId}
          onChange={(productId, name) => change({ productId, title: draft.title || name })}
        />
      )}
      <SelectField
        label={t('research.card.price-position')}
        options={[
          { id: none, label: t('research.price.unknown') },
          ...pricePositions.map((id) => ({ id, label: t(`research.price.${price}.${id}`) })),
        ]}
        value={draft.pricePosition ?? none}
        onChange={(id) => change({ pricePosition: pricePositions.find((each) => each === id) ?? null })}
      />
    </>
  )
}

function ProductField({ value, onChange }: { value: string | null; onChange: (id: string, name: string) => void }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const products = useQuery({
    queryKey: ['products', workspace.id, 'choices'],
    queryFn: () => call(listProducts, { query: { limit: mostProducts } }),
  })
  const items = products.data?.items ?? []
  return (
    <SelectField
      label={t('objections.product')}
      name="productId"
      options={items.map(({ id, name }) => ({ id, label: name }))}
      value={value}
      onChange={(id) => onChange(id, items.find((each) => each.id === id)?.name ?? '')}
    />
  )
}

/** The words, a language at a time. */
function TextsField({ texts, onChange }: { texts: Texts; onChange: (texts: Texts) => void }) {
  const { t } = useWords()
  return (
    <EachLanguage label={t('objections.answers.language')}>
      {(language) => (
        <div className="grid gap-x-4 gap-y-3 tablet:grid-cols-2">
          {cardParts.map((part) => (
            <TextField
              key={part}
              label={t(`research.card.${part}`)}
              name={part}
              dir="auto"
              value={texts[language]?.[part] ?? ''}
              onChange={(text) => onChange({ ...texts, [language]: { ...texts[language], [part]: text } })}
              rows={3}
              maxLength={2000}
            />
          ))}
        </div>
      )}
    </EachLanguage>
  )
}

function draftOf({ kind, title, productId, sector, pricePosition, retired, texts }: Card): Draft {
  const byLanguage = texts.map(({ language, ...parts }) => [
    language,
    Object.fromEntries(cardParts.map((part) => [part, parts[part] ?? ''])),
  ])
  return { kind, title, productId, sector: sector ?? '', pricePosition, retired, texts: Object.fromEntries(byLanguage) }
}

function useSaving(card: Card | null, draft: Draft, onClose: () => void) {
  const readAnew = useCardsRead()
  const { kind, productId, pricePosition, retired } = draft
  const texts = languages.flatMap((language): CardText[] => {
    const said = (part: CardPart) => draft.texts[language]?.[part]?.trim() || null
    const text = {
      strengths: said('strengths'),
      weaknesses: said('weaknesses'),
      price: said('price'),
      answer: said('answer'),
    }
    return cardParts.some((part) => text[part]) ? [{ language, ...text }] : []
  })
  const body = {
    kind,
    title: draft.title.trim(),
    productId: kind === 'product' ? productId : null,
    sector: kind === 'market' ? draft.sector.trim() || null : null,
    pricePosition,
    texts,
  }
  const save = useMutation({
    mutationFn: () =>
      card
        ? call(changeCard, { params: { id: card.id }, version: card.version, body: { ...body, retired } })
        : call(addCard, { body }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  const isWhole = body.title !== '' && texts.length > 0 && (kind !== 'product' || productId !== null)
  return { save, isWhole }
}
