import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import { saveFields, Undecided } from '../people/edit.ts'
import { useSession } from '../shell/session.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import type { CellText } from './cell-text.ts'
import { useFieldName } from './field-words.ts'
import { currencyOf, type Item, kinds, labelOf, valueOf, withValue } from './kinds.ts'

interface Place {
  /** Shows a row as it now is. */
  readonly put: (item: Item) => void
}

/**
 * Saves a cell: shown at once, taken back in words if it is refused. What somebody else has changed in the same row stays; of
 * the same field, whoever saves is asked. The cells of one row are saved one after the other, so that the latest act is the
 * first to be taken back.
 */
export function useCellSave(kind: ListKind, text: CellText, { put }: Place) {
  const { t } = useWords()
  const nameOf = useFieldName(kind)
  const { workspace } = useSession()
  const keepCell = useKeepCell(kind, text, { put })
  const inTurn = useTurns()

  /** The row as it is kept, or null if it was refused. */
  function send(item: Item, field: Field, typed: unknown, label: string | null): Promise<Item | null> {
    const isOwnMoney = field.custom?.kind === 'money' && typed !== null
    const value = isOwnMoney ? { minor: typed, currency: currencyOf(item, field, workspace.currency) } : typed
    put(withValue(item, field.key, value, label))
    return inTurn(item, (row) => keepCell(row, field, value, label))
  }

  /** Saves, and offers the way back. */
  async function save(item: Item, field: Field, value: unknown, label: string | null): Promise<void> {
    const before = { value: valueOf(item, field.key), label: labelOf(item, field.key) }
    const kept = await send(item, field, value, label)
    if (!kept) return
    toast({
      text: t('views.cell.saved', { field: nameOf(field.key), name: item.name }),
      // From the version that was kept: what others do meanwhile is found out as at any change.
      onUndo: () => void send(kept, field, before.value, before.label),
    })
  }

  return { save, send }
}

/** Saves one cell of a row that nothing else is saving. */
function useKeepCell(kind: ListKind, text: CellText, { put }: Place) {
  const say = useProblemWords()
  const queries = useQueryClient()
  const nameOf = useFieldName(kind)
  return async (item: Item, field: Field, value: unknown, label: string | null): Promise<Item | null> => {
    const wanted = withValue(item, field.key, value, label)
    let kept = wanted
    const keep = (answer: object) => {
      kept = { ...wanted, ...shown(item, answer) }
      put(kept)
    }
    put(wanted)
    try {
      await saveFields<Item, Record<string, unknown>>(
        {
          row: item,
          send: async (changes, version) => ({ ...wanted, ...(await kinds[kind].change(item, changes, version)) }),
          keep,
        },
        { [field.key]: value },
        item.version,
        [
          {
            fields: [field.key],
            label: nameOf(field.key),
            mine: text(wanted, field),
            theirs: (row) => text(row, field),
          },
        ],
      )
      for (const key of ['customer', 'deal', 'board']) void queries.invalidateQueries({ queryKey: [key] })
      return kept
    } catch (error) {
      put(item)
      if (!(error instanceof Undecided)) toast({ text: say(error), tone: 'bad' })
      return null
    }
  }
}

type Saving = (row: Item) => Promise<Item | null>

/** Saves of one row wait for each other; each begins with the row as the one before it left it. */
function useTurns(): (item: Item, save: Saving) => Promise<Item | null> {
  const underway = useRef(new Map<string, Promise<Item | null>>()).current
  return async (item, save) => {
    const saved = Promise.resolve(underway.get(item.id)).then((row) => save(row ?? item))
    underway.set(item.id, saved)
    const kept = await saved
    if (underway.get(item.id) === saved) underway.delete(item.id)
    return kept
  }
}

/** Of an answer, what a row of the list shows: a whole deal says more than its row. */
function shown(item: Item, answer: object): object {
  return Object.fromEntries(Object.entries(answer).filter(([key]) => key in item))
}
