import * as contract from '../../../contract/products.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { listProducts } from './list.ts'
import { addProduct, changeProduct, showProduct } from './products.ts'

export const productRoutes: readonly Route[] = [
  read(contract.listProducts, (ctx, { query }) => listProducts(ctx, query)),
  read(contract.showProduct, (ctx, { params }) => showProduct(ctx, params.id)),
  write(contract.addProduct, (ctx, { body }) => addProduct(ctx, body)),
  write(contract.changeProduct, (ctx, { params, body }) => changeProduct(ctx, params.id, body)),
]
