import type { Insertable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { CustomChanges, CustomValues } from '../../../contract/custom-values.ts'
import type { Reach, ReachBody } from '../../../contract/reach.ts'
import type { Companies } from '../../database/tables/base.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { requireReferences } from '../../kernel/references.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { settleCustom } from '../fields/index.ts'
import { keepForgotten } from './forgotten.ts'
import { reachColumns, type ReachRow, reachOf, settleReach, type UsualKinds } from './reach.ts'
import { requireTags } from './tags.ts'

/** What the rows of companies, people and households have in common. */
export interface CustomerRow extends ReachRow {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly created_at: Date
  readonly updated_at: Date
  readonly archived_at: Date | null
  readonly merged_into_id: string | null
  readonly erased_at?: Date | null
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly source_name: string | null
  readonly custom: CustomValues
}

type CustomerInput = { readonly name?: string | undefined; readonly externalId?: string | null | undefined } & {
  readonly [Field in 'phone' | 'email' | 'street' | 'postalCode' | 'city' | 'country']?: string | null | undefined
} & { readonly [Field in keyof ReachBody]?: ReachBody[Field] | undefined } & {
  readonly tagIds?: string[] | undefined
  readonly custom?: CustomChanges | undefined
}

/** A kind of customer: its table, the fields it keeps beside name and reach, and what it checks. */
export interface CustomerType<Row extends CustomerRow, Shown extends Reach, Input extends CustomerInput> {
  readonly kind: 'company' | 'person' | 'household'
  readonly table: 'companies' | 'people' | 'households'
  readonly columns: Readonly<Record<string, string>>
  readonly references: Parameters<typeof requireReferences>[1]
  readonly usual: UsualKinds
  /** One row that the actor sees; `lock` holds it for a change. */
  readonly find: (ctx: Context, id: string, lock: boolean) => Promise<Row | undefined>
  readonly show: (row: Row) => Shown
  /** Columns that follow from others, and refusals of what no column can refuse. */
  readonly settle?: (ctx: Context, input: Partial<Input>, row: Row | null) => Promise<object>
  /** What else a change brings about. */
  readonly changed?: (ctx: Context, before: Row, input: Partial<Input>) => Promise<void>
}

export async function showCustomer<Row extends CustomerRow, Shown extends Reach, Input extends CustomerInput>(
  ctx: Context,
  type: CustomerType<Row, Shown, Input>,
  id: string,
): Promise<Shown> {
  return type.show(await find(ctx, type, id, false))
}

export async function addCustomer<
  Row extends CustomerRow,
  Shown extends Reach,
  Input extends CustomerInput & { readonly name: string },
>(ctx: Context, type: CustomerType<Row, Shown, Input>, input: Input): Promise<Shown> {
  await check(ctx, type, input)
  const own = await settleCustom(ctx, type.table, {}, input.custom)
  const id = newId()
  const row = {
    ...columnsOf(type.columns, input),
    ...reachColumns(settleReach(ctx, nowhere, input, type.usual)),
    ...own.set,
    ...(await type.settle?.(ctx, input, null)),
    workspace_id: ctx.workspace.id,
    id,
    name: input.name,
    name_folded: fold(input.name),
    created_at: ctx.now,
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    type.kind,
    () =>
      ctx.tx
        // The columns are those of the type's own table; the three tables share all that is named here.
        .insertInto(type.table as 'companies')
        .values(row as Insertable<Companies>)
        .execute(),
    () => holder(ctx, type.table, input.externalId),
  )
  if (type.kind !== 'company') await keepForgotten(ctx, type.kind, [id])
  return showCustomer(ctx, type, id)
}

export async function changeCustomer<
  Row extends CustomerRow,
  Shown extends Reach & object,
  Input extends CustomerInput,
>(ctx: Context, type: CustomerType<Row, Shown, Input>, id: string, input: Input): Promise<Shown> {
  const row = await find(ctx, type, id, true)
  const current = type.show(row)
  requireVersion(ctx, row, current)
  const reach = settleReach(ctx, current, input, type.usual)
  const own = await settleCustom(ctx, type.table, row.custom, input.custom)
  const changed = [...changedFields(current, { ...input, ...reach, custom: undefined }), ...own.fields]
  if (changed.length === 0) return current
  await check(ctx, type, input)
  const next = {
    ...columnsOf(type.columns, input),
    ...reachColumns(reach),
    ...own.set,
    ...(await type.settle?.(ctx, input, row)),
    ...(input.name === undefined ? {} : { name: input.name, name_folded: fold(input.name) }),
  }
  await unlessTaken(
    ctx,
    type.kind,
    () => update(ctx, type.table, id, { ...next, ...nextVersion(row, changed), updated_at: ctx.now }),
    () => holder(ctx, type.table, input.externalId),
  )
  await type.changed?.(ctx, row, input)
  const isReached = changed.includes('emails') || changed.includes('phones')
  if (type.kind !== 'company' && isReached) await keepForgotten(ctx, type.kind, [id])
  return showCustomer(ctx, type, id)
}

/** Takes a customer out of lists and searches, or brings it back. */
export async function setArchived<Row extends CustomerRow, Shown extends Reach, Input extends CustomerInput>(
  ctx: Context,
  type: CustomerType<Row, Shown, Input>,
  id: string,
  isArchived: boolean,
): Promise<Shown> {
  const row = await find(ctx, type, id, true)
  if ((row.archived_at !== null) === isArchived) return type.show(row)
  const by = isArchived && ctx.actor.kind === 'member' ? ctx.actor.id : null
  const set = { archived_at: isArchived ? ctx.now : null, archived_by: by }
  await update(ctx, type.table, id, { ...set, ...nextVersion(row, ['archivedAt']), updated_at: ctx.now })
  return showCustomer(ctx, type, id)
}

async function find<Row extends CustomerRow, Shown extends Reach, Input extends CustomerInput>(
  ctx: Context,
  type: CustomerType<Row, Shown, Input>,
  id: string,
  lock: boolean,
): Promise<Row> {
  const row = await type.find(ctx, id, lock)
  if (!row) fail('not_found', { kind: type.kind })
  // Whoever knows only the id of a row that was merged is led on.
  if (row.merged_into_id !== null) fail('merged', { kind: type.kind, id: row.merged_into_id })
  if (lock && row.erased_at) fail('erased', { kind: type.kind })
  return row
}

const nowhere: Reach = { phones: [], emails: [], addresses: [] }

async function check<Row extends CustomerRow, Shown extends Reach, Input extends CustomerInput>(
  ctx: Context,
  type: CustomerType<Row, Shown, Input>,
  input: CustomerInput,
): Promise<void> {
  await requireReferences(ctx, type.references, input)
  await requireTags(ctx, input.tagIds)
}

type Table = 'companies' | 'people' | 'households'

async function update(ctx: Context, table: Table, id: string, set: object): Promise<void> {
  await ctx.tx
    // As with adding: the columns are those of the named table.
    .updateTable(table as 'companies')
    .set(set as Updateable<Companies>)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

async function holder(ctx: Context, table: Table, externalId: string | null | undefined) {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where workspace_id = ${ctx.workspace.id} and external_id = ${externalId ?? null}
  `.execute(ctx.tx)
  return rows[0]
}

/** What every customer shows, whatever else it has. */
export function showCommon(row: CustomerRow, usual: UsualKinds) {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
    phone: row.phone,
    email: row.email,
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
    country: row.country,
    ...reachOf(row, usual),
    ownerName: row.owner_name,
    sourceName: row.source_name,
    custom: { ...row.custom },
  }
}

/** The fields that companies, people and households all keep in columns of the same name. */
export const commonColumns = {
  name: 'name',
  ownerId: 'owner_id',
  sourceId: 'source_id',
  externalId: 'external_id',
  tagIds: 'tag_ids',
} as const

export const commonReferences = { ownerId: 'members', sourceId: 'sources' } as const
