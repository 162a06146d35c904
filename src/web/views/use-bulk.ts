import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type BulkAct,
  type BulkEdit,
  editCustomers,
  editDeals,
  editProducts,
  showBulkEdit,
  undoBulkEdit,
} from '../../contract/bulk-edits.ts'
import type { ListKind } from '../../contract/fields.ts'
import { call } from '../api.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import type { RowsQuery } from './kinds.ts'
import type { Selection } from './use-selection.ts'

export interface BulkActs {
  /** The edit or undo that a worker goes on with. */
  readonly running: BulkEdit | null
  /** @throws Problem */
  readonly begin: (act: BulkAct) => Promise<void>
}

const pollMilliseconds = 700
// As many ids as one request names.
const mostIds = 1000

/** Changes the chosen rows, says what came of it, and offers the way back. */
export function useBulk(
  kind: ListKind,
  selection: Selection,
  { filter, q }: RowsQuery,
  onChanged: () => void,
): BulkActs {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const [running, setRunning] = useState<BulkEdit | null>(null)

  /** What is asked for: all that the filter finds, or the chosen rows, so many a request. */
  const asked = (): Rows[] => {
    if (selection.isAll)
      return [{ all: true, ...(filter === undefined ? {} : { filter: { ...filter } }), ...(q ? { q } : {}) }]
    const ids = [...selection.ids]
    return Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, at) => ({
      ids: ids.slice(at * mostIds, (at + 1) * mostIds),
    }))
  }

  /** Waits until a worker is through. */
  const over = async (edit: BulkEdit): Promise<BulkEdit> => {
    let latest = edit
    while (latest.status === 'queued' || latest.status === 'running' || latest.status === 'undoing') {
      setRunning(latest)
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds))
      latest = await call(showBulkEdit, { params: { id: edit.id } })
    }
    setRunning(null)
    return latest
  }

  const changed = () => {
    onChanged()
    void queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' })
  }

  const undo = async (edits: readonly BulkEdit[]) => {
    try {
      let [restored, kept] = [0, 0]
      for (const edit of edits) {
        const undone = await over(await call(undoBulkEdit, { params: { id: edit.id } }))
        restored += undone.restored
        kept += undone.kept
      }
      toast({ text: t('views.bulk.undone', { restored, kept }) })
    } catch (error) {
      toast({ text: say(error), tone: 'bad' })
    } finally {
      setRunning(null)
      changed()
    }
  }

  const tell = (edits: readonly BulkEdit[]) => {
    const count = edits.reduce((sum, edit) => sum + edit.changed, 0)
    const refused = Map.groupBy(
      edits.flatMap((edit) => edit.refused),
      ({ code }) => reason(code),
    )
    const why = [...refused].map(([code, parts]) =>
      t('views.bulk.reason', {
        count: parts.reduce((sum, part) => sum + part.count, 0),
        why: t(`views.bulk.refused.${code}`),
      }),
    )
    const undoable = edits.filter((edit) => edit.undoable)
    toast({
      text: [t('views.bulk.done', { count }), ...why].join(' '),
      ...(count === 0 && why.length > 0 ? { tone: 'bad' as const } : {}),
      ...(undoable.length > 0 ? { onUndo: () => void undo(undoable) } : {}),
    })
  }

  const begin = async (act: BulkAct) => {
    const edits: BulkEdit[] = []
    try {
      for (const rows of asked()) edits.push(await over(await send(kind, rows, act)))
      selection.clear()
    } finally {
      setRunning(null)
      changed()
      if (edits.length > 0) tell(edits)
    }
  }

  return { running, begin }
}

/** The reasons that have words of their own; what is rare is said in general. */
function reason(code: string): 'gone' | 'changed' | 'other' {
  if (code === 'not_found') return 'gone'
  return code === 'version_conflict' ? 'changed' : 'other'
}

type Rows = { ids: string[] } | { all: true; filter?: Record<string, unknown>; q?: string }

function send(kind: ListKind, rows: Rows, act: BulkAct): Promise<BulkEdit> {
  const body = { rows, act }
  switch (kind) {
    case 'deals':
      return call(editDeals, { body })
    case 'products':
      return call(editProducts, { body })
    case 'companies':
    case 'people':
    case 'households':
      return call(editCustomers, { params: { kind }, body })
  }
}
