import type { ListKind } from '../../../contract/fields.ts'
import type { Editor } from '../../kernel/editor.ts'
import { dealEditor } from '../deals/index.ts'
import { customerEditors } from '../people/index.ts'
import { productEditor } from '../products/index.ts'

/** How a row of every kind is changed. */
export const editors: Readonly<Record<ListKind, Editor>> = {
  ...customerEditors,
  products: productEditor,
  deals: dealEditor,
}
