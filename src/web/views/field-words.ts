import { useCallback } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { useWords } from '../ui/index.ts'
import { useFields } from './fields.ts'

// Fields that are called otherwise in one kind than in the others.
const renamed: ReadonlySet<string> = new Set(['deals.name', 'products.name'])

/** What the fields of a list of this kind are called, by their keys. */
export function useFieldName(kind: ListKind): (key: string) => string {
  const { t } = useWords()
  const fields = useFields(kind)
  return useCallback(
    (key) => {
      const own = fields.find((field) => field.key === key)?.custom
      if (own) return own.name
      return t(renamed.has(`${kind}.${key}`) ? `views.field.${kind}.${key}` : `views.field.${key}`)
    },
    [t, kind, fields],
  )
}
