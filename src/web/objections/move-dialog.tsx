import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { objectionKinds } from '../../contract/facts.ts'
import type { ObjectionKind } from '../../contract/facts.ts'
import { moveObjections } from '../../contract/objection-kinds.ts'
import type { ObjectionPlace, OwnKind } from '../../contract/objection-kinds.ts'
import { listObjections } from '../../contract/objections.ts'
import type { Objection } from '../../contract/objections.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Checkbox, SelectField, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useObjectionsRead } from './objections-read.ts'

const most = 200
const aNewOne = 'new'

interface MoveDialogProps {
  readonly kinds: readonly OwnKind[]
  readonly onClose: () => void
}

/** Splits a kind, or puts right what was logged as another one: some objections become of another kind. */
export function MoveDialog({ kinds, onClose }: MoveDialogProps) {
  const { t } = useWords()
  const [from, setFrom] = useState('price')
  const [q, setQ] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [to, setTo] = useState(aNewOne)
  const [name, setName] = useState('')
  const source = placeOf(kinds, from)
  const found = useObjectionsOf(source, q.trim())
  const items = found.data?.items ?? []
  const chosen = items.filter(({ id }) => !left.has(id))
  const target = to === aNewOne ? { kind: source.kind, ownKindId: null, name: name.trim() } : placeOf(kinds, to)
  const move = useMove(onClose)
  const options = usePlaces(kinds)
  const isNamed = to !== aNewOne || name.trim() !== ''
  return (
    <FormDialog
      title={t('objections.move.title')}
      submit={t('objections.move.submit', { count: chosen.length })}
      onSubmit={() => move.mutate({ from: source, to: target, ids: chosen.map(({ id }) => id) })}
      problem={move.error}
      isPending={move.isPending}
      isDisabled={chosen.length === 0 || to === from || !isNamed || found.isPlaceholderData}
      onClose={onClose}
    >
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField label={t('objections.move.from')} options={options} value={from} onChange={setFrom} />
        <TextField label={t('objections.move.words')} name="q" value={q} onChange={setQ} maxLength={100} />
      </div>
      <Chosen items={items} left={left} onChange={setLeft} isRead={found.isSuccess} />
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('objections.move.to')}
          options={[{ id: aNewOne, label: t('objections.move.new') }, ...options.filter(({ id }) => id !== from)]}
          value={to}
          onChange={setTo}
        />
        {to === aNewOne && (
          <TextField
            label={t('objections.own-kinds.name')}
            name="name"
            value={name}
            onChange={setName}
            maxLength={80}
          />
        )}
      </div>
    </FormDialog>
  )
}

/** A common kind by its code, one of the workspace's own by its id. */
function placeOf(kinds: readonly OwnKind[], key: string): ObjectionPlace {
  const own = kinds.find(({ id }) => id === key)
  if (own) return { kind: own.kind, ownKindId: own.id }
  return { kind: objectionKinds.find((kind) => kind === key) ?? 'price', ownKindId: null }
}

/** The common kinds, each with the workspace's own below it. */
function usePlaces(kinds: readonly OwnKind[]) {
  const { t } = useWords()
  const nameOf = (kind: ObjectionKind) => t(`codes.objection-kind.${kind}`)
  return objectionKinds.flatMap((kind) => [
    { id: kind as string, label: nameOf(kind) },
    ...kinds.filter((own) => own.kind === kind).map(({ id, name }) => ({ id, label: name, hint: nameOf(kind) })),
  ])
}

function useObjectionsOf({ kind, ownKindId }: ObjectionPlace, q: string) {
  const query = { kind, ownKind: ownKindId ?? ('none' as const), limit: most, ...(q === '' ? {} : { q }) }
  return useQuery({
    queryKey: ['objections', 'of-kind', query],
    queryFn: () => call(listObjections, { query }),
    placeholderData: keepPreviousData,
  })
}

interface ChosenProps {
  readonly items: readonly Objection[]
  /** Those that are not chosen: all are at first. */
  readonly left: ReadonlySet<string>
  readonly onChange: (left: ReadonlySet<string>) => void
  readonly isRead: boolean
}

function Chosen({ items, left, onChange, isRead }: ChosenProps) {
  const { t } = useWords()
  const without = items.filter(({ id }) => left.has(id)).length
  const toggle = (id: string, isChosen: boolean) => {
    const next = new Set(left)
    if (isChosen) next.delete(id)
    else next.add(id)
    onChange(next)
  }
  if (isRead && items.length === 0) return <p className="text-ink-2">{t('objections.move.none')}</p>
  return (
    <div role="group" aria-label={t('objections.move.which')} className="flex flex-col gap-1">
      <Checkbox
        isSelected={without === 0}
        isIndeterminate={without > 0 && without < items.length}
        onChange={(isAll) => onChange(new Set(isAll ? [] : items.map(({ id }) => id)))}
      >
        {t('objections.move.all')}
      </Checkbox>
      <ul className="flex max-h-64 flex-col gap-1 overflow-y-auto border-t border-line pt-1">
        {items.map(({ id, words, deal }) => (
          <li key={id}>
            <Checkbox isSelected={!left.has(id)} onChange={(isChosen) => toggle(id, isChosen)}>
              <span className="flex flex-col">
                <bdi className={words === null ? 'text-ink-2' : ''}>{words ?? t('objections.move.wordless')}</bdi>
                <bdi className="text-12 text-ink-2">{deal.name}</bdi>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface Move {
  readonly from: ObjectionPlace
  readonly to: ObjectionPlace & { readonly name?: string }
  readonly ids: string[]
}

/** Taken back by moving the same ones the other way. */
function useMove(onClose: () => void) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useObjectionsRead()
  const undo = useMutation({
    mutationFn: (body: Move) => call(moveObjections, { body }),
    onSuccess: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return useMutation({
    mutationFn: (body: Move) => call(moveObjections, { body }),
    onSuccess: ({ moved, to }, { from }) => {
      readAnew()
      onClose()
      toast({
        text: t('objections.move.moved', { count: moved.length }),
        onUndo: () => moved.length > 0 && undo.mutate({ from: to, to: from, ids: moved }),
      })
    },
  })
}
