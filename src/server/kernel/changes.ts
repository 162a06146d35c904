import { sql } from 'kysely'
import { listKeyOf } from '../../contract/custom-values.ts'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import { type Change, kindOfPath } from '../../contract/live.ts'
import type { Context, Queries } from './context.ts'
import { newId } from './id.ts'
import { statement } from './statement.ts'

/** What a change is left in: its transaction, and the time it goes by. */
export type Leaving = Pick<Context, 'tx' | 'now'> & { readonly workspace: Pick<Context['workspace'], 'id'> }

// The kinds of which word was left in a transaction by the code that knows best.
const told = new WeakMap<Queries, Set<string>>()

const insertChange = statement(
  (
    workspaceId: string,
    id: string,
    kind: string,
    rowId: string | null,
    fields: readonly string[],
    at: Date,
    rowIds: readonly string[] | null,
  ) => sql`
    insert into change_log (workspace_id, id, kind, row_id, fields, changed_at, row_ids)
    values (${workspaceId}, ${id}, ${kind}, ${rowId}, ${fields}, ${at}, ${rowIds})`,
)

/**
 * Leaves word of a change, in its transaction: it comes to those who look on if and only if that is committed. Where several
 * rows changed, `rowIds` says which, beside those that are told of one by one: with it, figures read only these anew.
 */
export async function leaveChange(
  ctx: Leaving,
  { kind, id, fields }: Change,
  rowIds: readonly string[] | null = null,
): Promise<void> {
  tell(ctx.tx, kind)
  await insertChange(ctx.tx, ctx.workspace.id, newId(), kind, id, fields, ctx.now, rowIds)
}

/** The same as a part of a bigger statement, whose values it is added to: no round trip of its own. */
export function changeInsertion(ctx: Leaving, { kind, id, fields }: Change, values: unknown[]): string {
  tell(ctx.tx, kind)
  const places = [ctx.workspace.id, newId(), kind, id, fields, ctx.now].map((value) => `$${values.push(value)}`)
  return `insert into change_log (workspace_id, id, kind, row_id, fields, changed_at) values (${places.join(', ')})`
}

/**
 * Leaves word of what an endpoint has written, unless the code below it did: of the kind and the row that the address
 * names, or the row that the answer shows, and the fields that were sent. Every write comes by here, so that none is forgotten.
 */
export async function leaveChangeOf(
  ctx: Leaving,
  endpoint: AnyEndpoint,
  input: { readonly params: unknown; readonly body: unknown },
  output: unknown,
): Promise<void> {
  const about = kindOfPath(endpoint.path)
  if (about === null || told.get(ctx.tx)?.has(about.kind)) return
  const { kind, isWhole } = about
  const named = Reflect.get(Object(input.params), 'id') ?? Reflect.get(Object(output), 'id')
  const id = isWhole && typeof named === 'string' ? named : null
  const fields = endpoint.method === 'PATCH' ? fieldsIn(Object(input.body)) : []
  await leaveChange(ctx, { kind, id, fields })
}

function fieldsIn({ custom, ...body }: { readonly custom?: unknown }): string[] {
  return [...Object.keys(body), ...Object.keys(Object(custom)).map((key) => listKeyOf({ key }))]
}

function tell(tx: Queries, kind: string): void {
  told.set(tx, (told.get(tx) ?? new Set()).add(kind))
}
