import { useMemo } from 'react'
import { withCustomFields } from '../../contract/custom-fields.ts'
import type { Field, ListKind } from '../../contract/fields.ts'
import { useAllCustomFields } from '../fields/custom-query.ts'

/** The fields of a list: those that every workspace has, then its own. */
export function useFields(kind: ListKind): readonly Field[] {
  const own = useAllCustomFields()
  return useMemo(() => withCustomFields(kind, own ?? []), [kind, own])
}

/** Whether all of them are known: a list opens when it can read its address. */
export function useHasFields(): boolean {
  return useAllCustomFields() !== undefined
}
