import type { BodyOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/products.ts'
import type { Editor } from '../../kernel/editor.ts'
import { changeProduct, showProduct } from './products.ts'

/** How many products are changed at once. */
export const productEditor: Editor = {
  body: contract.changeProduct.body,
  read: (ctx, id) => showProduct(ctx, id),
  change: async (ctx, id, fields, version) => {
    // The fields were parsed by `body`, or are what `read` gave before.
    await changeProduct({ ...ctx, version }, id, fields as BodyOf<typeof contract.changeProduct>)
  },
}
