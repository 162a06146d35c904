import type { CustomField } from '../../contract/custom-fields.ts'
import type { Field, ListKind } from '../../contract/fields.ts'
import { useMembers } from '../people/members.ts'
import { useSources } from '../deals/deal-query.ts'
import { useSession } from '../shell/session.ts'
import { toast, useWords } from '../ui/index.ts'
import { useFieldName } from './field-words.ts'
import { currencyOf, type Item, labelOf, valueOf } from './kinds.ts'
import { readText } from './cell-editor.tsx'

type Send = (item: Item, field: Field, value: unknown, label: string | null) => Promise<Item | null>

interface Cell {
  readonly item: Item
  readonly value: unknown
  readonly label: string | null
}

// As many as a person pastes with open eyes; more is a bulk edit.
const most = 200

/** Pastes a column of values, each into the row it stands beside; what cannot be read is left out and counted. */
export function usePaste(kind: ListKind, send: Send) {
  const { t, locale } = useWords()
  const { workspace } = useSession()
  const people = useMembers()
  const sources = useSources()
  const nameOf = useFieldName(kind)
  const read = (item: Item, field: Field, text: string): Cell | null => {
    if (field.type === 'reference') {
      const among = field.refersTo === 'members' ? people : field.refersTo === 'sources' ? sources : []
      const found = among.find(({ name }) => name.toLocaleLowerCase(locale) === text.trim().toLocaleLowerCase(locale))
      return found ? { item, value: found.id, label: found.name } : null
    }
    const own = field.custom && readOwn(field.custom, text, (value) => t('views.yes-no', { value }))
    if (own !== undefined) return own === null ? null : { item, value: own, label: null }
    if (field.type === 'day')
      return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? { item, value: text.trim(), label: null } : null
    if (field.type !== 'text' && field.type !== 'number' && field.type !== 'money') return null
    const value = readText(field, text, currencyOf(item, field, workspace.currency), locale)
    return value === undefined ? null : { item, value, label: null }
  }
  return async (items: readonly Item[], field: Field, texts: readonly string[]): Promise<void> => {
    const cells = items.slice(0, most).flatMap((item, at) => read(item, field, texts[at] ?? '') ?? [])
    const done: Cell[] = []
    for (const { item, value, label } of cells) {
      // One after the other: two hundred requests at once would keep everybody else waiting.
      const kept = await send(item, field, value, label)
      if (kept) done.push({ item: kept, value: valueOf(item, field.key), label: labelOf(item, field.key) })
    }
    const undo = async () => {
      for (const { item, value, label } of done) await send(item, field, value, label)
    }
    toast({
      text: t('views.paste.done', {
        count: done.length,
        field: nameOf(field.key),
        left: texts.length - done.length,
      }),
      ...(done.length > 0 ? { onUndo: () => void undo() } : {}),
    })
  }
}

/** The option or options that a text names, or yes and no in words; null if none, undefined for fields that are no such choice. */
function readOwn(
  { kind, options }: CustomField,
  text: string,
  yesNo: (value: string) => string,
): string | boolean | string[] | null | undefined {
  const same = (name: string) => (written: string) => name.toLocaleLowerCase() === written.trim().toLocaleLowerCase()
  const named = (written: string) => options.find(({ name }) => same(name)(written))?.key
  if (kind === 'yes_no') return same(yesNo('true'))(text) ? true : same(yesNo('false'))(text) ? false : null
  if (kind === 'choice') return named(text) ?? null
  if (kind !== 'multi_choice') return undefined
  const whole = named(text)
  const keys = whole === undefined ? text.split(/[;,]/).flatMap((part) => named(part) ?? []) : [whole]
  return keys.length > 0 ? keys : null
}
