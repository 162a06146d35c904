import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { changeProduct, showProduct } from '../../contract/products.ts'
import type { Product } from '../../contract/products.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import type { RecordEdit } from '../people/edit.ts'

export function productQuery(id: string) {
  return queryOptions({ queryKey: ['product', id], queryFn: () => call(showProduct, { params: { id } }) })
}

export type ProductEdit = RecordEdit<Product, RequestOf<typeof changeProduct>['body']>

/** A product as its fields edit it. */
export function useProductEdit(product: Product): ProductEdit {
  const queries = useQueryClient()
  return {
    row: product,
    send: (body, version) => call(changeProduct, { params: { id: product.id }, body, version }),
    keep: (row) => {
      queries.setQueryData(productQuery(product.id).queryKey, row)
      for (const key of ['products', 'deal', 'deals']) void queries.invalidateQueries({ queryKey: [key] })
    },
  }
}
