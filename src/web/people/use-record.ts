import { useQueryClient } from '@tanstack/react-query'
import type { CustomerKind } from './customers.ts'
import type { RecordEdit } from './edit.ts'

/** A customer's record as its fields edit it; what shows its name elsewhere is read anew. */
export function useRecord<Row extends { readonly id: string; readonly version: number }, Changes extends object>(
  kind: CustomerKind,
  row: Row,
  send: (changes: Changes, version: number) => Promise<Row>,
): RecordEdit<Row, Changes> {
  const queries = useQueryClient()
  return {
    row,
    send,
    keep: (kept) => {
      queries.setQueryData(['customer', kind, row.id], { kind, row: kept })
      for (const key of ['customers', 'board', 'deal', 'deals', 'family', 'positions', 'colleagues', 'story'])
        void queries.invalidateQueries({ queryKey: [key] })
    },
  }
}
