import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconStar from '@tabler/icons-react/dist/esm/icons/IconStar.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { ReachBody } from '../../contract/reach.ts'
import { Badge, Button, IconButton, SelectField, useWords } from '../ui/index.ts'
import { refusalOf, saveFields } from './edit.ts'
import type { RecordEdit } from './edit.ts'
import { FormDialog } from './form-dialog.tsx'

interface ReachDialogProps<Row extends { readonly version: number }, Kind extends string, Entry> {
  readonly title: string
  readonly edit: RecordEdit<Row, Partial<ReachBody>>
  readonly field: keyof ReachBody
  readonly entries: readonly Entry[]
  readonly kinds: readonly Kind[]
  /** The words of a kind stand at `${kindWords}.${kind}`. */
  readonly kindWords: string
  readonly empty: (kind: Kind) => Entry
  readonly isFilled: (entry: Entry) => boolean
  readonly input: (entry: Entry, set: (changes: Partial<Entry>) => void, path: string) => ReactNode
  readonly onClose: () => void
}

/** Numbers or addresses as a list: the first is the primary one, the star makes another one so. */
export function ReachDialog<
  Row extends { readonly version: number },
  Kind extends string,
  Entry extends { readonly kind: Kind },
>({
  title,
  edit,
  field,
  entries,
  kinds,
  kindWords,
  empty,
  isFilled,
  input,
  onClose,
}: ReachDialogProps<Row, Kind, Entry>) {
  const { t } = useWords()
  const { lines, add, change, raise, remove, filled } = useReachLines({ entries, kinds, empty, isFilled })
  const save = useReachSave({ title, edit, field, onClose }, filled)
  return (
    <FormDialog
      title={title}
      onSubmit={() => save.mutate()}
      problem={refusalOf(save.error)}
      isPending={save.isPending}
      aside={
        <Button icon={IconPlus} onPress={add} isDisabled={lines.length >= 20} className="me-auto">
          {t('people.reach.add')}
        </Button>
      }
      onClose={onClose}
    >
      <ul className="flex flex-col gap-3">
        {lines.map(({ key, entry }, at) => (
          <ReachLine
            key={at}
            at={at}
            isOnly={lines.length === 1}
            kind={entry.kind}
            kinds={kinds}
            kindWords={kindWords}
            // Of this list's kinds, as the field knows no others.
            onKind={(kind) => change(key, { kind } as Partial<Entry>)}
            onRaise={() => raise(key)}
            onRemove={() => remove(key)}
          >
            {input(entry, (changes) => change(key, changes), `${field}.${at}`)}
          </ReachLine>
        ))}
      </ul>
    </FormDialog>
  )
}

type Saved<Row extends { readonly version: number }> = Pick<
  ReachDialogProps<Row, string, unknown>,
  'title' | 'edit' | 'field' | 'onClose'
>

/** Saves a list on the record as it was when the dialog opened, whatever others have changed meanwhile. */
function useReachSave<Row extends { readonly version: number }>(
  { title, edit, field, onClose }: Saved<Row>,
  filled: readonly unknown[],
) {
  const [version] = useState(edit.row.version)
  const theirs = (row: Row) => linesOf(Reflect.get(row, field))
  const asked = { fields: [field], label: title, mine: linesOf(filled), theirs }
  return useMutation({
    mutationFn: () => saveFields(edit, { [field]: filled }, version, [asked]),
    onSuccess: onClose,
  })
}

const written = ['number', 'address', 'street', 'postalCode', 'city', 'country']

/** Every entry of a list on a line, as it was typed. */
function linesOf(entries: unknown): ReactNode {
  if (!Array.isArray(entries) || entries.length === 0) return null
  return entries.map((entry: object, at) => (
    <span key={at} className="block">
      <bdi>{written.flatMap((name) => Reflect.get(entry, name) || []).join(', ')}</bdi>
    </span>
  ))
}

type Listed<Kind extends string, Entry> = Pick<
  ReachDialogProps<{ version: number }, Kind, Entry>,
  'entries' | 'kinds' | 'empty' | 'isFilled'
>

/** The entries as they are typed; an empty one stands ready. */
function useReachLines<Kind extends string, Entry extends { readonly kind: Kind }>({
  entries,
  kinds,
  empty,
  isFilled,
}: Listed<Kind, Entry>) {
  const fresh = () => kinds.slice(0, 1).map((kind) => ({ key: Symbol('line'), entry: empty(kind) }))
  const [lines, set] = useState(() =>
    entries.length > 0 ? entries.map((entry) => ({ key: Symbol('line'), entry })) : fresh(),
  )
  return {
    lines,
    filled: lines.map(({ entry }) => entry).filter(isFilled),
    add: () => set([...lines, ...fresh()]),
    change: (key: symbol, changes: Partial<Entry>) =>
      set(lines.map((line) => (line.key === key ? { key, entry: { ...line.entry, ...changes } } : line))),
    raise: (key: symbol) =>
      set([...lines.filter((line) => line.key === key), ...lines.filter((line) => line.key !== key)]),
    remove: (key: symbol) => set(lines.filter((line) => line.key !== key)),
  }
}

interface ReachLineProps<Kind extends string> {
  readonly at: number
  readonly isOnly: boolean
  readonly kind: Kind
  readonly kinds: readonly Kind[]
  readonly kindWords: string
  readonly onKind: (kind: Kind) => void
  readonly onRaise: () => void
  readonly onRemove: () => void
  readonly children: ReactNode
}

function ReachLine<Kind extends string>(line: ReachLineProps<Kind>) {
  const { t } = useWords()
  const { at, kinds, kindWords } = line
  return (
    <li className="grid grid-cols-[8rem_minmax(0,1fr)_auto] items-start gap-2 max-tablet:grid-cols-1">
      <SelectField
        label={t('people.reach.kind')}
        options={kinds.map((kind) => ({ id: kind, label: t(`${kindWords}.${kind}`) }))}
        value={line.kind}
        onChange={line.onKind}
      />
      {line.children}
      <span className="flex min-h-8 items-center tablet:mt-5">
        {at === 0 && !line.isOnly && <Badge tone="accent">{t('people.reach.primary')}</Badge>}
        {at > 0 && <IconButton icon={IconStar} label={t('people.reach.raise')} onPress={line.onRaise} />}
        <IconButton icon={IconTrash} label={t('people.reach.remove')} onPress={line.onRemove} />
      </span>
    </li>
  )
}
