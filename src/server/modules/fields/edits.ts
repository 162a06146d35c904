import { sql } from 'kysely'
import * as contract from '../../../contract/custom-fields.ts'
import type { CustomKind } from '../../../contract/custom-values.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { ListKind } from '../../../contract/fields.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { audit } from '../access/index.ts'
import { listCustomFields } from './definitions.ts'
import { keyFor } from './keys.ts'
import { hasOptions, settleOptions } from './options.ts'

const columns = { name: 'name', description: 'description', group: 'group_name', required: 'required' } as const

/** Adds a field behind the others of its kind of records. */
export async function addCustomField(
  ctx: Context,
  input: BodyOf<typeof contract.addCustomField>,
): Promise<contract.CustomField> {
  await countChange(ctx)
  const { record, kind, name } = input
  const { items } = await listCustomFields(ctx, record)
  requireRoom(items)
  if (items.length >= contract.mostCustomFieldsEver)
    fail('too_many', { kind: 'custom_field', limit: contract.mostCustomFieldsEver })
  const taken = items.find(({ key }) => key === input.key)
  if (taken) fail('name_taken', { kind: 'custom_field', id: taken.id })
  const id = newId()
  const key = input.key ?? keyFor(name, kind, new Set(items.map((item) => item.key)))
  const row = {
    ...columnsOf(columns, input),
    workspace_id: ctx.workspace.id,
    id,
    record,
    kind,
    key,
    name,
    options: JSON.stringify(optionsOf(kind, [], input.options ?? [])),
    position: items.length,
    created_at: ctx.now,
    created_by: ctx.actor.id,
    updated_at: ctx.now,
  }
  await unlessNameTaken(ctx, record, name, () => ctx.tx.insertInto('custom_fields').values(row).execute())
  await audit(ctx, { action: 'field.added', subject: { kind: 'custom_field', id }, data: { name } })
  return show(ctx, id)
}

/** Changes a field. Its key and its kind stay: values are kept under the one and in the form of the other. */
export async function changeCustomField(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeCustomField>,
): Promise<contract.CustomField> {
  await countChange(ctx)
  const row = await ctx.tx
    .selectFrom('custom_fields')
    .select(['record', 'version', 'field_versions'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'custom_field' })
  const current = await show(ctx, id)
  requireVersion(ctx, row, current)
  const options = input.options && optionsOf(current.kind, current.options, input.options)
  const changed = changedFields(current, { ...input, options })
  if (changed.length === 0) return current
  if (changed.includes('retired') && current.retired) requireRoom((await listCustomFields(ctx, row.record)).items)
  const set = {
    ...columnsOf(columns, input),
    ...(options === undefined ? {} : { options: JSON.stringify(options) }),
    ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
    ...nextVersion(row, changed),
    updated_at: ctx.now,
  }
  await unlessNameTaken(ctx, row.record, input.name ?? current.name, () =>
    ctx.tx
      .updateTable('custom_fields')
      .set(set)
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute(),
  )
  await audit(ctx, {
    action: changed.includes('retired') ? (input.retired ? 'field.retired' : 'field.restored') : 'field.changed',
    subject: { kind: 'custom_field', id },
    data: { name: input.name ?? current.name },
  })
  return show(ctx, id)
}

/** Puts the named fields first, in this order; the others follow as they stood. */
export async function orderCustomFields(
  ctx: Context,
  { record, ids }: BodyOf<typeof contract.orderCustomFields>,
): Promise<Record<never, never>> {
  await countChange(ctx)
  const { items } = await listCustomFields(ctx, record)
  const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
  const order = items.toSorted((a, b) => place(a.id) - place(b.id)).map(({ id }) => id)
  await sql`
    update custom_fields f set position = o.place - 1
    from unnest(${order}::uuid[]) with ordinality o (id, place)
    where f.workspace_id = ${ctx.workspace.id} and f.id = o.id`.execute(ctx.tx)
  return {}
}

/** Says that the fields are no longer as they were; held to the end, so that two who change them take turns. */
export async function countChange(ctx: Context): Promise<void> {
  await sql`update workspaces set custom_version = custom_version + 1 where id = ${ctx.workspace.id}`.execute(ctx.tx)
}

function requireRoom(fields: readonly contract.CustomField[]): void {
  const limit = contract.mostCustomFields
  if (fields.filter(({ retired }) => !retired).length >= limit) fail('too_many', { kind: 'custom_field', limit })
}

function optionsOf(
  kind: CustomKind,
  before: readonly contract.CustomOption[],
  changes: Parameters<typeof settleOptions>[1],
): contract.CustomOption[] {
  if (changes.length > 0 && !hasOptions(kind)) failFields([{ field: 'options', code: 'unknown' }])
  return settleOptions(before, changes)
}

export async function unlessNameTaken(
  ctx: Context,
  record: ListKind,
  name: string,
  write: () => Promise<unknown>,
): Promise<void> {
  await unlessTaken(ctx, 'custom_field', write, () =>
    ctx.tx
      .selectFrom('custom_fields')
      .select('id')
      .where('workspace_id', '=', ctx.workspace.id)
      .where('record', '=', record)
      .where('retired_at', 'is', null)
      .where(sql`lower(name)`, '=', sql`lower(${name})`)
      .executeTakeFirst(),
  )
}

async function show(ctx: Context, id: string): Promise<contract.CustomField> {
  const { items } = await listCustomFields(ctx)
  return items.find((item) => item.id === id) ?? fail('not_found', { kind: 'custom_field' })
}
