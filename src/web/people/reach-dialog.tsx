import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconStar from '@tabler/icons-react/dist/esm/icons/IconStar.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { ReachBody } from '../../contract/reach.ts'
import { Badge, Button, Dialog, Form, IconButton, SelectField, useWords } from '../ui/index.ts'
import { saveFields } from './edit.ts'
import type { RecordEdit } from './edit.ts'

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
  const [first] = kinds
  const fresh = () => ({ key: Symbol(title), entry: empty(first ?? kinds[0] ?? ('other' as Kind)) }) // No list of kinds is empty.
  const [lines, setLines] = useState(() =>
    entries.length > 0 ? entries.map((entry) => ({ key: Symbol(title), entry })) : [fresh()],
  )
  const save = useMutation({
    mutationFn: () => {
      const filled = lines.map(({ entry }) => entry).filter(isFilled)
      return saveFields(edit, { [field]: filled }, edit.row.version)
    },
    onSuccess: onClose,
  })
  const change = (key: symbol, changes: Partial<Entry>) =>
    setLines(lines.map((line) => (line.key === key ? { key, entry: { ...line.entry, ...changes } } : line)))
  const raise = (key: symbol) =>
    setLines([...lines.filter((line) => line.key === key), ...lines.filter((line) => line.key !== key)])
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        label={title}
        onSubmit={() => save.mutate()}
        problem={save.error}
        actions={
          <>
            <Button
              icon={IconPlus}
              onPress={() => setLines([...lines, fresh()])}
              isDisabled={lines.length >= 20}
              className="me-auto"
            >
              {t('people.reach.add')}
            </Button>
            <Button onPress={onClose}>{t('people.cancel')}</Button>
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {t('people.save')}
            </Button>
          </>
        }
      >
        <ul className="flex flex-col gap-3">
          {lines.map(({ key, entry }, at) => (
            <li key={at} className="grid grid-cols-[8rem_minmax(0,1fr)_auto] items-start gap-2 max-tablet:grid-cols-1">
              <SelectField
                label={t('people.reach.kind')}
                options={kinds.map((kind) => ({ id: kind, label: t(`${kindWords}.${kind}`) }))}
                value={entry.kind}
                // Of this list's kinds, as the field knows no others.
                onChange={(kind) => change(key, { kind } as Partial<Entry>)}
              />
              {input(entry, (changes) => change(key, changes), `${field}.${at}`)}
              <span className="flex min-h-8 items-center self-end">
                {at === 0 && lines.length > 1 && <Badge tone="accent">{t('people.reach.primary')}</Badge>}
                {at > 0 && <IconButton icon={IconStar} label={t('people.reach.raise')} onPress={() => raise(key)} />}
                <IconButton
                  icon={IconTrash}
                  label={t('people.reach.remove')}
                  onPress={() => setLines(lines.filter((line) => line.key !== key))}
                />
              </span>
            </li>
          ))}
        </ul>
      </Form>
    </Dialog>
  )
}
