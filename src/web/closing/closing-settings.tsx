import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import {
  addCloseTechnique,
  changeCloseTechnique,
  listCloseTechniques,
  setIncentiveLimit,
  showIncentiveLimit,
} from '../../contract/closing.ts'
import { addCompetitor, changeCompetitor, listCompetitors } from '../../contract/competitors.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Button, Card, Form, NumberField, Switch, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { GiftCard } from '../presenting/gift-card.tsx'
import { useClosingRead } from './closing-query.ts'
import { ScarcityCard } from './scarcity-card.tsx'
import { TemplateCard } from './template-card.tsx'

/** What a workspace closes with: checklists, techniques of its own, what really ends, how much may be added; and its competitors. */
export function ClosingSettings() {
  return (
    <>
      <TemplateCard />
      <ScarcityCard />
      <LimitCard />
      <GiftCard />
      <TechniqueCard />
      <CompetitorCard />
    </>
  )
}

const most = 200

function LimitCard() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const queries = useQueryClient()
  const queryKey = ['closing-choices', 'limit']
  const limit = useQuery({ queryKey, queryFn: () => call(showIncentiveLimit, {}) })
  const [typed, setTyped] = useState<number | null>(null)
  const percent = typed ?? limit.data?.percent ?? null
  const save = useMutation({
    mutationFn: () => call(setIncentiveLimit, { body: { percent: percent ?? 0 } }),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved)
      setTyped(null)
      toast({ text: t('closing.saved') })
    },
  })
  return (
    <Card title={t('closing.limit')}>
      <p className="text-ink-2">{t('closing.limit.about')}</p>
      <Form
        label={t('closing.limit')}
        onSubmit={() => save.mutate()}
        problem={save.error}
        className="flex-row! items-end gap-2!"
      >
        <NumberField
          label={t('closing.limit.percent')}
          value={percent}
          onChange={setTyped}
          minValue={0}
          maxValue={100}
          isDisabled={!mayEdit}
          className="w-40"
        />
        {mayEdit && (
          <Button type="submit" isDisabled={typed === null} isPending={save.isPending}>
            {t('closing.save')}
          </Button>
        )}
      </Form>
    </Card>
  )
}

function TechniqueCard() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const found = useQuery({
    queryKey: ['closing-choices', 'techniques', 'all'],
    queryFn: () => call(listCloseTechniques, { query: { limit: most, retired: 'true' } }),
  })
  return (
    <NamedCard
      title={t('closing.techniques')}
      about={t('closing.techniques.about')}
      add={t('closing.techniques.add')}
      inUse={(name) => t('closing.in-use', { name })}
      items={(found.data?.items ?? []).map((each) => ({ ...each, isOut: each.retired, note: null }))}
      mayEdit={mayEdit}
      onAdd={(name) => call(addCloseTechnique, { body: { name } })}
      onChange={({ id, version }, isOut) =>
        call(changeCloseTechnique, { params: { id }, version, body: { retired: isOut } })
      }
    />
  )
}

function CompetitorCard() {
  const { t } = useWords()
  const mayEdit = useRight('base.edit')
  const found = useQuery({
    queryKey: ['competitors', 'all'],
    queryFn: () => call(listCompetitors, { query: { limit: most, archived: 'true' } }),
  })
  return (
    <NamedCard
      title={t('closing.competitors')}
      about={t('closing.competitors.about')}
      add={t('closing.competitors.add')}
      inUse={(name) => t('closing.in-use', { name })}
      items={(found.data?.items ?? []).map((each) => ({
        ...each,
        isOut: each.archived,
        note: each.lostTo === 0 ? null : t('closing.competitors.lost', { count: each.lostTo }),
      }))}
      mayEdit={mayEdit}
      onAdd={(name) => call(addCompetitor, { body: { name } })}
      onChange={({ id, version }, isOut) =>
        call(changeCompetitor, { params: { id }, version, body: { archived: isOut } })
      }
    />
  )
}

interface NamedItem {
  readonly id: string
  readonly version: number
  readonly name: string
  /** Out of use, but still named where it was used. */
  readonly isOut: boolean
  readonly note: string | null
}

interface NamedCardProps {
  readonly title: string
  readonly about: string
  readonly add: string
  readonly inUse: (name: string) => string
  readonly items: readonly NamedItem[]
  readonly mayEdit: boolean
  readonly onAdd: (name: string) => Promise<unknown>
  readonly onChange: (item: NamedItem, isOut: boolean) => Promise<unknown>
}

/** Names that are added, and taken out of use. */
function NamedCard({ title, about, add, inUse, items, mayEdit, onAdd, onChange }: NamedCardProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useClosingRead()
  const [name, setName] = useState('')
  const adding = useMutation({
    mutationFn: () => onAdd(name.trim()),
    onSuccess: () => {
      setName('')
      readAnew()
    },
  })
  const changing = useMutation({
    mutationFn: ({ item, isOut }: { item: NamedItem; isOut: boolean }) => onChange(item, isOut),
    onSettled: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <Card title={title}>
      <p className="text-ink-2">{about}</p>
      {items.length > 0 && (
        <ul className="flex flex-col">
          {items.map((item) => (
            <NamedLine
              key={item.id}
              item={item}
              label={inUse(item.name)}
              onUse={mayEdit ? (isUsed) => changing.mutate({ item, isOut: !isUsed }) : undefined}
            />
          ))}
        </ul>
      )}
      {mayEdit && (
        <Form
          label={add}
          onSubmit={() => name.trim() && adding.mutate()}
          problem={adding.error}
          className="flex-row! flex-wrap items-end gap-2!"
        >
          <TextField
            label={t('closing.name')}
            name="name"
            value={name}
            onChange={setName}
            className="w-60"
            maxLength={80}
          />
          <Button type="submit" icon={IconPlus} isDisabled={name.trim() === ''} isPending={adding.isPending}>
            {add}
          </Button>
        </Form>
      )}
    </Card>
  )
}

interface NamedLineProps {
  readonly item: NamedItem
  readonly label: string
  readonly onUse: ((isUsed: boolean) => void) | undefined
}

function NamedLine({ item, label, onUse }: NamedLineProps) {
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
      <span className="min-w-0 flex-1">
        <bdi className={item.isOut ? 'text-ink-3' : ''}>{item.name}</bdi>
        {item.note && <span className="ms-2 text-12 text-ink-2">{item.note}</span>}
      </span>
      {onUse && <Switch aria-label={label} isSelected={!item.isOut} onChange={onUse} />}
    </li>
  )
}
