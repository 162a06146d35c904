import type { ListKind } from '../../../contract/fields.ts'
import type { Context } from '../../kernel/context.ts'
import type { ListSource } from '../../kernel/list/source.ts'
import { dealSource } from '../deals/index.ts'
import { withOwnFields } from '../fields/index.ts'
import { companySource, householdSource, peopleSource } from '../people/index.ts'
import { productSource } from '../products/index.ts'

const sources: Readonly<Record<ListKind, ListSource>> = {
  companies: companySource,
  people: peopleSource,
  households: householdSource,
  products: productSource,
  deals: dealSource,
}

/** A kind of list, with the fields that the workspace has made for it. */
export function sourceOf(ctx: Context, kind: ListKind): Promise<ListSource> {
  return withOwnFields(ctx, sources[kind])
}
