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
import { useTold } from './bulk-told.ts'
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

  const wait = (edit: BulkEdit) => untilOver(edit, setRunning)

  /** Whatever shows these rows is read anew. */
  const over = () => {
    setRunning(null)
    onChanged()
    void queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' })
  }

  const undo = async (edits: readonly BulkEdit[]) => {
    try {
      let [restored, kept] = [0, 0]
      for (const edit of edits) {
        const undone = await wait(await call(undoBulkEdit, { params: { id: edit.id } }))
        restored += undone.restored
        kept += undone.kept
      }
      toast({ text: t('views.bulk.undone', { restored, kept }) })
    } catch (error) {
      toast({ text: say(error), tone: 'bad' })
    } finally {
      over()
    }
  }

  const tell = useTold(undo)

  const begin = async (act: BulkAct) => {
    const edits: BulkEdit[] = []
    try {
      for (const rows of rowsOf(selection, filter, q)) edits.push(await wait(await send(kind, rows, act)))
      selection.clear()
    } finally {
      over()
      if (edits.length > 0) tell(edits)
    }
  }

  return { running, begin }
}

/** Waits until a worker is through, telling how far it is. */
async function untilOver(edit: BulkEdit, tell: (edit: BulkEdit) => void): Promise<BulkEdit> {
  let latest = edit
  while (latest.status === 'queued' || latest.status === 'running' || latest.status === 'undoing') {
    tell(latest)
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds))
    latest = await call(showBulkEdit, { params: { id: edit.id } })
  }
  return latest
}

/** What is asked for: all that the filter finds, or the chosen rows, so many a request. */
function rowsOf({ isAll, ids: chosen }: Selection, filter: RowsQuery['filter'], q: string | undefined): Rows[] {
  if (isAll) return [{ all: true, ...(filter === undefined ? {} : { filter: { ...filter } }), ...(q ? { q } : {}) }]
  const ids = [...chosen]
  return Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, at) => ({
    ids: ids.slice(at * mostIds, (at + 1) * mostIds),
  }))
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
