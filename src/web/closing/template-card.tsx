import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { setClosingTemplate, showClosingTemplate } from '../../contract/closing-items.ts'
import type { TemplateItem } from '../../contract/closing-items.ts'
import { closingKinds } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { useProcesses } from '../deals/deal-query.ts'
import { useMembers } from '../people/members.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  Card,
  ErrorState,
  Form,
  IconButton,
  Loading,
  NumberField,
  SelectField,
  TextField,
  toast,
  useWords,
} from '../ui/index.ts'
import { useClosingRead } from './closing-query.ts'

/** The closing checklist of each process. */
export function TemplateCard() {
  const { t } = useWords()
  const processes = useProcesses()
  const [chosen, setChosen] = useState<string | null>(null)
  const processId = chosen ?? processes[0]?.id
  const template = useQuery({
    queryKey: ['closing', 'template', processId],
    queryFn: () => call(showClosingTemplate, { params: { id: processId ?? '' } }),
    enabled: processId !== undefined,
  })
  return (
    <Card title={t('closing.template')}>
      <p className="text-ink-2">{t('closing.template.about')}</p>
      {processes.length > 1 && (
        <SelectField
          label={t('closing.template.process')}
          options={processes.map(({ id, name }) => ({ id, label: name }))}
          value={processId ?? null}
          onChange={setChosen}
          className="max-w-80"
        />
      )}
      {template.isPending && <Loading />}
      {template.isError && <ErrorState error={template.error} onRetry={() => void template.refetch()} />}
      {template.data && processId && <TemplateForm key={processId} processId={processId} items={template.data.items} />}
    </Card>
  )
}

const suggested = [
  ['paperwork', 'offer', 0],
  ['legal', 'contract', 5],
  ['paperwork', 'signed', 7],
  ['logistics', 'delivery', 10],
  ['payment', 'invoice', 14],
] as const

interface TemplateFormProps {
  readonly processId: string
  readonly items: readonly TemplateItem[]
}

function TemplateForm({ processId, items }: TemplateFormProps) {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const readAnew = useClosingRead()
  const { lines, add, change, drop } = useLines(items)
  const save = useMutation({
    mutationFn: () =>
      call(setClosingTemplate, {
        params: { id: processId },
        body: { items: lines.map(({ item }) => ({ ...item, title: item.title.trim() })) },
      }),
    onSuccess: () => {
      readAnew()
      toast({ text: t('closing.saved') })
    },
  })
  const suggest = () =>
    add(
      suggested.map(([kind, title, afterDays]) => ({
        kind,
        title: t(`closing.template.suggested.${title}`),
        ownerId: null,
        afterDays,
      })),
    )
  const isWhole = lines.every(({ item }) => item.title.trim() !== '')
  if (!mayEdit && lines.length === 0) return <p className="text-ink-3">{t('closing.template.none')}</p>
  return (
    <Form
      label={t('closing.template')}
      onSubmit={() => isWhole && save.mutate()}
      problem={save.error}
      actions={
        mayEdit && (
          <>
            {lines.length === 0 && <Button onPress={suggest}>{t('closing.template.suggest')}</Button>}
            <Button icon={IconPlus} onPress={() => add([emptyLine])}>
              {t('closing.item.add')}
            </Button>
            <Button type="submit" variant="primary" isDisabled={!isWhole} isPending={save.isPending}>
              {t('closing.save')}
            </Button>
          </>
        )
      }
    >
      <ul className="flex flex-col gap-3">
        {lines.map(({ key, item }) => (
          <TemplateLine
            key={key}
            item={item}
            isReadOnly={!mayEdit}
            onChange={(changes) => change(key, changes)}
            onDrop={() => drop(key)}
          />
        ))}
      </ul>
    </Form>
  )
}

const emptyLine: TemplateItem = { kind: 'paperwork', title: '', ownerId: null, afterDays: 7 }

/** Lines that are edited have a key each, so that dropping one moves no words from field to field. */
function useLines(items: readonly TemplateItem[]) {
  const [lines, setLines] = useState(() => items.map((item, key) => ({ key, item })))
  const [next, setNext] = useState(items.length)
  return {
    lines,
    add: (more: readonly TemplateItem[]) => {
      setLines([...lines, ...more.map((item, at) => ({ key: next + at, item }))])
      setNext(next + more.length)
    },
    change: (key: number, changes: Partial<TemplateItem>) =>
      setLines(lines.map((line) => (line.key === key ? { key, item: { ...line.item, ...changes } } : line))),
    drop: (key: number) => setLines(lines.filter((line) => line.key !== key)),
  }
}

const dealOwner = 'deal-owner'

interface TemplateLineProps {
  readonly item: TemplateItem
  readonly isReadOnly: boolean
  readonly onChange: (changes: Partial<TemplateItem>) => void
  readonly onDrop: () => void
}

function TemplateLine({ item, isReadOnly, onChange, onDrop }: TemplateLineProps) {
  const { t } = useWords()
  const members = useMembers()
  return (
    <li className="grid items-end gap-2 border-b border-line pb-3 last:border-b-0 tablet:grid-cols-[minmax(0,1fr)_8rem_10rem_5rem_2rem]">
      <TextField
        label={t('closing.item.title')}
        value={item.title}
        onChange={(title) => onChange({ title })}
        maxLength={200}
        isDisabled={isReadOnly}
      />
      <SelectField
        label={t('closing.item.kind')}
        options={closingKinds.map((id) => ({ id, label: t(`codes.closing_kind.${id}`) }))}
        value={item.kind}
        onChange={(kind) => onChange({ kind })}
        isDisabled={isReadOnly}
      />
      <SelectField
        label={t('closing.item.owner')}
        options={[
          { id: dealOwner, label: t('closing.item.deal-owner') },
          ...members.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={item.ownerId ?? dealOwner}
        onChange={(id) => onChange({ ownerId: id === dealOwner ? null : id })}
        isDisabled={isReadOnly}
      />
      <NumberField
        label={t('closing.template.after')}
        value={item.afterDays}
        onChange={(days) => onChange({ afterDays: days ?? 0 })}
        minValue={0}
        maxValue={730}
        isDisabled={isReadOnly}
      />
      {!isReadOnly && (
        <IconButton icon={IconTrash} label={t('closing.template.drop', { title: item.title })} onPress={onDrop} />
      )}
    </li>
  )
}
