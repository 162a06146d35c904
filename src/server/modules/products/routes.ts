import * as prices from '../../../contract/prices.ts'
import * as contract from '../../../contract/products.ts'
import * as terms from '../../../contract/terms.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { listProducts } from './list.ts'
import { addPriceList, changePriceList, listPriceLists } from './price-lists.ts'
import { listPrices, listProductPrices, removePrice, setPrice } from './prices.ts'
import { addProduct, changeProduct, deleteProduct, showProduct } from './products.ts'
import { addPaymentTerms, changePaymentTerms, listPaymentTerms } from './terms.ts'

export const productRoutes: readonly Route[] = [
  read(contract.listProducts, (ctx, { query }) => listProducts(ctx, query)),
  read(contract.showProduct, (ctx, { params }) => showProduct(ctx, params.id)),
  write(contract.addProduct, (ctx, { body }) => addProduct(ctx, body)),
  write(contract.changeProduct, (ctx, { params, body }) => changeProduct(ctx, params.id, body)),
  write(contract.deleteProduct, (ctx, { params }) => deleteProduct(ctx, params.id)),
  read(prices.listPriceLists, (ctx) => listPriceLists(ctx)),
  write(prices.addPriceList, (ctx, { body }) => addPriceList(ctx, body)),
  write(prices.changePriceList, (ctx, { params, body }) => changePriceList(ctx, params.id, body)),
  snapshot(prices.listPrices, (ctx, { params, query }) => listPrices(ctx, params.id, query)),
  write(prices.setPrice, (ctx, { params, body }) => setPrice(ctx, params.id, params.productId, body)),
  write(prices.removePrice, (ctx, { params }) => removePrice(ctx, params.id, params.productId)),
  snapshot(prices.listProductPrices, (ctx, { params }) => listProductPrices(ctx, params.id)),
  read(terms.listPaymentTerms, (ctx) => listPaymentTerms(ctx)),
  write(terms.addPaymentTerms, (ctx, { body }) => addPaymentTerms(ctx, body)),
  write(terms.changePaymentTerms, (ctx, { params, body }) => changePaymentTerms(ctx, params.id, body)),
]
