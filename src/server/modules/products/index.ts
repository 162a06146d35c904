/**
 * What is sold and on which terms: products, price lists and the rule which of them applies, terms of payment. Not here:
 * the lines of a deal, which keep the price they were sold at (deals).
 */
export { productEditor } from './editor.ts'
export { listProducts, productSource } from './list.ts'
export { listPriceOf, type PricedProduct, priceOf, pricedProductJson } from './price-rule.ts'
export { productRoutes } from './routes.ts'
export { addUsualTerms } from './terms.ts'
