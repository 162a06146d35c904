import type { QueryOf } from '../../../contract/endpoint.ts'
import type { Persistence, showPersistence } from '../../../contract/persistence.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { figure } from './figures.ts'
import { groupNames } from './grouping.ts'
import { scopeOf } from './scope.ts'

/** How far touches go, with the sellers called by their names and in their order. */
export async function persistenceOf(
  ctx: Context,
  { aim, ...asked }: QueryOf<typeof showPersistence>,
): Promise<Persistence> {
  const found = await figure(ctx, 'persistence', { scope: scopeOf(ctx, asked), aim, memberId: memberOf(ctx) })
  const names = await groupNames(
    ctx,
    'owner',
    found.sellers.flatMap(({ id }) => id ?? []),
  )
  const sellers = found.sellers
    .map((seller) => ({ ...seller, name: names.get(seller.id ?? '') ?? null }))
    .toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? '', ctx.workspace.language))
  return { ...found, sellers }
}
