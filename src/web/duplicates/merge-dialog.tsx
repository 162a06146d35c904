import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Comparison } from '../../contract/duplicates.ts'
import type { CustomerKind } from '../people/customers.ts'
import { useRight } from '../shell/session.ts'
import { Button, Dialog, ErrorState, Loading, Notice, RadioCards, useProblemWords, useWords } from '../ui/index.ts'
import { useFieldWords } from './field-words.ts'
import { Certain, Reasons } from './group-card.tsx'
import { comparisonQuery } from './queries.ts'
import { useMerge } from './use-merge.ts'

interface MergeDialogProps {
  readonly kind: CustomerKind
  readonly ids: readonly string[]
  readonly onClose: () => void
  readonly onMerged?: () => void
}

/** Rows side by side: which stays, and whose value is kept where they differ. */
export function MergeDialog({ kind, ids, onClose, onMerged }: MergeDialogProps) {
  const { t } = useWords()
  const comparison = useQuery(comparisonQuery(kind, ids))
  return (
    <Dialog title={t('duplicates.dialog.title', { count: ids.length })} isOpen onClose={onClose} size="large">
      {comparison.isPending && <Loading />}
      {comparison.isError && <ErrorState error={comparison.error} onRetry={() => void comparison.refetch()} />}
      {comparison.data && <SideBySide comparison={comparison.data} onClose={onClose} onMerged={onMerged} />}
    </Dialog>
  )
}

type Field = Comparison['fields'][number]

interface SideBySideProps {
  readonly comparison: Comparison
  readonly onClose: () => void
  readonly onMerged: (() => void) | undefined
}

function SideBySide({ comparison, onClose, onMerged }: SideBySideProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const mayMerge = useRight('duplicates.merge')
  const [survivorId, setSurvivorId] = useState(comparison.survivorId)
  const [choices, setChoices] = useState<Record<string, string>>({})
  const merge = useMerge(() => {
    onClose()
    onMerged?.()
  })
  const { kind, rows, fields } = comparison
  const disputed = fields.filter(isDisputed)
  const submit = () => {
    const removedIds = rows.map(({ id }) => id).filter((id) => id !== survivorId)
    const kept = Object.fromEntries(disputed.map(({ field, chosenId }) => [field, choices[field] ?? chosenId]))
    merge.mutate({ kind, survivorId, removedIds, choices: kept })
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <Certain score={comparison.score} />
        <Reasons reasons={comparison.reasons} />
      </div>
      <RadioCards
        label={t('duplicates.dialog.stays')}
        options={rows.map((row) => ({ value: row.id, title: row.name, description: <Hanging row={row} /> }))}
        value={survivorId}
        onChange={setSurvivorId}
        columns={rows.length === 2 ? 2 : 3}
      />
      {disputed.length > 0 && (
        <section className="flex flex-col gap-3">
          <h3 className="font-semibold">{t('duplicates.dialog.differ')}</h3>
          {disputed.map((field) => (
            <Choice
              key={field.field}
              comparison={comparison}
              field={field}
              chosen={choices[field.field] ?? field.chosenId}
              onChoose={(id) => setChoices({ ...choices, [field.field]: id })}
            />
          ))}
        </section>
      )}
      <Kept comparison={comparison} />
      <p className="text-12 text-ink-2">{t('duplicates.dialog.lead')}</p>
      {merge.error && <Notice tone="bad">{say(merge.error)}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('duplicates.dialog.cancel')}</Button>
        {mayMerge && (
          <Button variant="primary" onPress={submit} isPending={merge.isPending}>
            {t('duplicates.dialog.submit')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Whether rows say different things of which one must be chosen. */
function isDisputed({ isUnited, values }: Field): boolean {
  return !isUnited && new Set(values.filter((value) => value !== null).map(String)).size > 1
}

/** What hangs on a row: all of it follows. */
function Hanging({ row }: { row: Comparison['rows'][number] }) {
  const { t } = useWords()
  const parts = (['deals', 'people', 'notes', 'files', 'lists'] as const)
    .filter((part) => row[part] > 0)
    .map((part) => t(`duplicates.hangs.${part}`, { count: row[part] }))
  return (
    <>
      {row.hint && (
        <span className="block truncate">
          <bdi>{row.hint}</bdi>
        </span>
      )}
      {row.ownerName && <span className="block truncate">{t('duplicates.owner', { name: row.ownerName })}</span>}
      {parts.length > 0 && <span className="block">{parts.join(' · ')}</span>}
    </>
  )
}

interface ChoiceProps {
  readonly comparison: Comparison
  readonly field: Field
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

function Choice({ comparison: { kind, rows }, field, chosen, onChoose }: ChoiceProps) {
  const { nameOf, textOf } = useFieldWords(kind)
  return (
    <RadioCards
      label={nameOf(field.field)}
      options={rows.map(({ id }, at) => ({ value: id, title: textOf(field.field, field.values[at] ?? null) }))}
      value={chosen}
      onChange={onChoose}
      columns={rows.length === 2 ? 2 : 3}
    />
  )
}

/** What needs no choice: lists of all, and what only one row says or all say alike. */
function Kept({ comparison: { kind, fields } }: { comparison: Comparison }) {
  const { t } = useWords()
  const { nameOf, textOf } = useFieldWords(kind)
  const kept = fields.filter((field) => !isDisputed(field))
  if (kept.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('duplicates.dialog.kept')}</h3>
      <dl className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-x-3 gap-y-1">
        {kept.map(({ field, values }) => (
          <div key={field} className="contents">
            <dt className="text-ink-2">{nameOf(field)}</dt>
            <dd className="min-w-0 break-words">
              {[...new Set(values.flatMap((value) => value ?? []).map((value) => textOf(field, value)))].map((text) => (
                <bdi key={text} className="me-2 inline-block">
                  {text}
                </bdi>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
