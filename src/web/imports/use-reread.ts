import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { InputOf } from '../../contract/endpoint.ts'
import { rereadFile } from '../../contract/imports.ts'
import type { ImportMapping, ImportResult } from '../../contract/imports.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'

/** How a file is to be read instead; what is left out is guessed. */
export type Reread = Pick<InputOf<typeof rereadFile>['body'], 'sheet' | 'encoding' | 'delimiter' | 'skipLines'>

export interface Rereading {
  /** The file that is being read. */
  readonly file: string | null
  readonly failed: { readonly file: string; readonly error: Error } | null
  readonly read: (file: string, wanted: Reread) => void
}

/** Reads files of an import anew; the corrections made so far go along, and come back with what was read. */
export function useReread(importId: string, mapping: ImportMapping, onRead: (found: ImportResult) => void): Rereading {
  const queries = useQueryClient()
  const { workspace } = useSession()
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: (body: Reread & { file: string }) =>
      call(rereadFile, { params: { id: importId }, body: { ...body, mapping } }),
    onSuccess: (found) => {
      queries.setQueryData(['import', workspace.id, importId], found)
      onRead(found)
    },
  })
  return {
    file: isPending ? variables.file : null,
    failed: error && variables ? { file: variables.file, error } : null,
    read: (file, wanted) => mutate({ file, ...wanted }),
  }
}
