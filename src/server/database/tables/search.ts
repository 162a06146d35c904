import type { RecordKind } from '../../../contract/search.ts'
import type { Json } from './columns.ts'

export interface Recents {
  workspace_id: string
  id: string
  records: Json<readonly { readonly kind: RecordKind; readonly id: string }[]>
}
