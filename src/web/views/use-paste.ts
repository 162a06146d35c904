import type { Field, ListKind } from '../../contract/fields.ts'
import { useMembers } from '../people/members.ts'
import { useSources } from '../deals/deal-query.ts'
import { useSession } from '../shell/session.ts'
import { toast, useWords } from '../ui/index.ts'
import { fieldName } from './field-words.ts'
import { currencyOf, type Item, labelOf, valueOf } from './kinds.ts'
import { readText } from './cell-editor.tsx'

type Send = (item: Item, field: Field, value: unknown, label: string | null) => Promise<boolean>

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
  const read = (item: Item, field: Field, text: string): Cell | null => {
    if (field.type === 'reference') {
      const among = field.refersTo === 'members' ? people : field.refersTo === 'sources' ? sources : []
      const found = among.find(({ name }) => name.toLocaleLowerCase(locale) === text.trim().toLocaleLowerCase(locale))
      return found ? { item, value: found.id, label: found.name } : null
    }
    if (field.type === 'day')
      return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? { item, value: text.trim(), label: null } : null
    if (field.type !== 'text' && field.type !== 'number' && field.type !== 'money') return null
    const value = readText(field, text, currencyOf(item, field, workspace.currency), locale)
    return value === undefined ? null : { item, value, label: null }
  }
  return async (items: readonly Item[], field: Field, texts: readonly string[]): Promise<void> => {
    const cells = items.slice(0, most).flatMap((item, at) => read(item, field, texts[at] ?? '') ?? [])
    const before = cells.map(
      ({ item }): Cell => ({ item, value: valueOf(item, field.key), label: labelOf(item, field.key) }),
    )
    const kept = await inTurn(cells, ({ item, value, label }) => send(item, field, value, label))
    const count = kept.filter(Boolean).length
    toast({
      text: t('views.paste.done', { count, field: fieldName(t, kind, field.key), left: texts.length - count }),
      ...(count > 0
        ? {
            onUndo: () =>
              void inTurn(
                before.filter((_, at) => kept[at]),
                ({ item, value, label }) => send({ ...item, version: item.version + 1 }, field, value, label),
              ),
          }
        : {}),
    })
  }
}

/** One after the other: two hundred requests at once would keep everybody else waiting. */
async function inTurn<Result>(cells: readonly Cell[], work: (cell: Cell) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (const cell of cells) results.push(await work(cell))
  return results
}
