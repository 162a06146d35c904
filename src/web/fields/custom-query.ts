import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type CustomField, listCustomFields } from '../../contract/custom-fields.ts'
import type { ListKind } from '../../contract/fields.ts'
import { call } from '../api.ts'

const customFieldsQuery = queryOptions({
  queryKey: ['custom-fields'],
  queryFn: () => call(listCustomFields),
  staleTime: 60_000,
})

const none: readonly CustomField[] = []

/** Every field that the workspace has made, the retired ones among them; undefined until they have come. */
export function useAllCustomFields(): readonly CustomField[] | undefined {
  const fields = useQuery(customFieldsQuery)
  // Without an answer there are the fields that every workspace has.
  return fields.isError ? none : fields.data?.items
}

/** Those in use of a kind of records, in their order. */
export function useCustomFields(record: ListKind): readonly CustomField[] {
  const all = useAllCustomFields()
  return useMemo(() => all?.filter((field) => field.record === record && !field.retired) ?? none, [all, record])
}

/** Has the fields read anew, and every list that shows them. */
export function useCustomFieldsChanged(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: ['custom-fields'] })
}
