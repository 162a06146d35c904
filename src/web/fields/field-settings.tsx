import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { type CustomField, orderCustomFields } from '../../contract/custom-fields.ts'
import { type ListKind, listKinds } from '../../contract/fields.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  Card,
  EmptyState,
  IconButton,
  SegmentedControl,
  Skeleton,
  VisuallyHidden,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { useAllCustomFields } from './custom-query.ts'
import { FieldDialog } from './field-dialog.tsx'
import { useRetiring } from './use-retiring.ts'

/** The fields that the workspace makes itself, by the records that have them: made, renamed, put in order, retired. */
export function FieldSettings() {
  const { t } = useWords()
  const all = useAllCustomFields()
  const mayEdit = useRight('workspace.manage')
  const [record, setRecord] = useState<ListKind>('companies')
  const [editing, setEditing] = useState<CustomField | 'new' | null>(null)
  if (!all) return <Skeleton className="h-50 w-full" />
  const fields = all.filter((field) => field.record === record)
  const inUse = fields.filter(({ retired }) => !retired)
  const add = mayEdit && (
    <Button icon={IconPlus} onPress={() => setEditing('new')}>
      {t('fields.add')}
    </Button>
  )
  return (
    <>
      <Card title={t('fields.title')} actions={inUse.length > 0 && add}>
        <p className="text-ink-2">{t('fields.intro')}</p>
        <div className="-mx-4 overflow-x-auto px-4">
          <div className="w-max">
            <SegmentedControl
              label={t('fields.of')}
              options={listKinds.map((value) => ({ value, label: t(`views.kind.${value}`) }))}
              value={record}
              onChange={setRecord}
            />
          </div>
        </div>
        {inUse.length === 0 && <EmptyState action={add}>{t('fields.none')}</EmptyState>}
        {inUse.length > 0 && (
          <FieldList record={record} fields={inUse} mayEdit={mayEdit} onEdit={(field) => setEditing(field)} />
        )}
      </Card>
      {inUse.length < fields.length && (
        <RetiredFields fields={fields.filter(({ retired }) => retired)} mayEdit={mayEdit} />
      )}
      {editing && (
        <FieldDialog
          record={record}
          field={editing === 'new' ? null : editing}
          groups={[...new Set(inUse.flatMap(({ group }) => group ?? []))]}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

interface FieldListProps {
  readonly record: ListKind
  readonly fields: readonly CustomField[]
  readonly mayEdit: boolean
  readonly onEdit: (field: CustomField) => void
}

function FieldList({ record, fields, mayEdit, onEdit }: FieldListProps) {
  const { t } = useWords()
  const order = useOrder(record)
  const move = (at: number, by: 1 | -1) => {
    const ids = fields.map(({ id }) => id)
    order.mutate(ids.toSpliced(at, 1).toSpliced(at + by, 0, ids[at] ?? ''))
  }
  return (
    <ul aria-label={t('fields.title')} className="flex flex-col">
      {fields.map((field, at) => (
        <li
          key={field.id}
          className="flex min-h-12 items-center gap-2 border-b border-line py-1.5 last:border-b-0 tablet:gap-3"
        >
          <FieldLine field={field} />
          {mayEdit && (
            <span className="flex shrink-0">
              <IconButton
                icon={IconArrowUp}
                label={t('fields.up', { name: field.name })}
                isDisabled={at === 0}
                onPress={() => move(at, -1)}
              />
              <IconButton
                icon={IconArrowDown}
                label={t('fields.down', { name: field.name })}
                isDisabled={at === fields.length - 1}
                onPress={() => move(at, 1)}
              />
              <IconButton
                icon={IconPencil}
                label={t('fields.edit', { name: field.name })}
                onPress={() => onEdit(field)}
              />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What a field is called and what it holds; beside it its group. */
function FieldLine({ field: { name, kind, options, group, required, description } }: { field: CustomField }) {
  const { t } = useWords()
  const open = options.filter(({ retired }) => !retired).length
  const words = [t(`fields.kind.${kind}`), ...(open > 0 ? [t('fields.options.count', { count: open })] : [])]
  return (
    <div className="min-w-0 flex-1">
      <p className="flex min-w-0 flex-wrap items-center gap-x-2">
        <bdi className="truncate font-medium">{name}</bdi>
        {required && <Badge>{t('fields.required')}</Badge>}
        {group !== null && (
          <span className="truncate text-12 text-ink-3">
            <bdi>{group}</bdi>
          </span>
        )}
      </p>
      <p className="truncate text-12 text-ink-2">
        {words.join(' · ')}
        {description && (
          <>
            {' · '}
            <bdi>{description}</bdi>
          </>
        )}
      </p>
    </div>
  )
}

/** Puts the fields in an order, shown before it is kept. */
function useOrder(record: ListKind) {
  const say = useProblemWords()
  const queries = useQueryClient()
  const queryKey = ['custom-fields']
  return useMutation({
    mutationFn: (ids: string[]) => call(orderCustomFields, { body: { record, ids } }),
    onMutate: (ids) => {
      const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
      queries.setQueryData<{ items: CustomField[] }>(
        queryKey,
        (known) => known && { items: known.items.toSorted((a, b) => place(a.id) - place(b.id)) },
      )
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
    onSettled: () => void queries.invalidateQueries({ queryKey }),
  })
}

function RetiredFields({ fields, mayEdit }: Pick<FieldListProps, 'fields' | 'mayEdit'>) {
  const { t } = useWords()
  const restore = useRetiring(false)
  return (
    <Card title={t('fields.retired.title')}>
      <p className="text-ink-2">{t('fields.retired.hint')}</p>
      <ul aria-label={t('fields.retired.title')} className="flex flex-col">
        {fields.map((field) => (
          <li key={field.id} className="flex min-h-12 items-center gap-3 border-b border-line py-1.5 last:border-b-0">
            <FieldLine field={field} />
            {mayEdit && (
              <Button
                isPending={restore.isPending && restore.variables.id === field.id}
                onPress={() => restore.mutate(field)}
              >
                {t('fields.restore.short')}
                <VisuallyHidden>{field.name}</VisuallyHidden>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
