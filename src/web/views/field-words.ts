import type { ListKind } from '../../contract/fields.ts'
import type { Translate } from '../../words/index.ts'

// Fields that are called otherwise in one kind than in the others.
const own: ReadonlySet<string> = new Set(['deals.name', 'products.name'])

/** What a field is called in a list of this kind. */
export function fieldName(t: Translate, kind: ListKind, key: string): string {
  return t(own.has(`${kind}.${key}`) ? `views.field.${kind}.${key}` : `views.field.${key}`)
}
