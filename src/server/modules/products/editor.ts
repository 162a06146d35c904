import type { BodyOf } from '../../../contract/endpoint.ts'
import { flatCustom, nestCustom } from '../../../contract/custom-values.ts'
import * as contract from '../../../contract/products.ts'
import type { Editor } from '../../kernel/editor.ts'
import { changeProduct, showProduct } from './products.ts'

/** How many products are changed at once. */
export const productEditor: Editor = {
  body: contract.changeProduct.body,
  read: async (ctx, id) => flatCustom({ ...(await showProduct(ctx, id)) }),
  change: async (ctx, id, fields, version) => {
    // The fields were parsed by `body`, or are what `read` gave before.
    await changeProduct({ ...ctx, version }, id, nestCustom(fields) as BodyOf<typeof contract.changeProduct>)
  },
}
