import type { ListKind } from '../../../contract/fields.ts'
import type { ListSource } from '../../kernel/list/source.ts'
import { dealSource } from '../deals/index.ts'
import { companySource, householdSource, peopleSource } from '../people/index.ts'
import { productSource } from '../products/index.ts'

/** Every kind of list. */
export const sources: Readonly<Record<ListKind, ListSource>> = {
  companies: companySource,
  people: peopleSource,
  households: householdSource,
  products: productSource,
  deals: dealSource,
}
