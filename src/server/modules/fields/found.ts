import { sql } from 'kysely'
import { type CustomField, mostCustomFields, mostCustomFieldsEver } from '../../../contract/custom-fields.ts'
import type { CustomKind } from '../../../contract/custom-values.ts'
import type { ListKind } from '../../../contract/fields.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { audit } from '../access/index.ts'
import { listCustomFields } from './definitions.ts'
import { countChange, unlessNameTaken } from './edits.ts'
import { keyFor } from './keys.ts'
import { settleOptions } from './options.ts'

export interface WantedField {
  readonly name: string
  readonly kind: CustomKind
  /** Names of options; none for what is no choice. */
  readonly options: readonly string[]
}

export interface FoundField {
  readonly field: CustomField
  /** Whether it was made, or brought back, for this. */
  readonly isNew: boolean
}

/**
 * Fields that are called and hold what is wanted, in the same order: one in use, with the options it lacks; one that is
 * retired, brought back; else a new one behind the others. Refuses a name that a field of another kind has.
 */
export async function foundOrMade(
  ctx: Context,
  record: ListKind,
  wanted: readonly WantedField[],
): Promise<FoundField[]> {
  await countChange(ctx)
  const { items } = await listCustomFields(ctx, record)
  const taken = new Set(items.map(({ key }) => key))
  const found = wanted.map((one) => {
    const known = wantedAmong(items, one)
    if (known && known.kind !== one.kind) return fail('name_taken', { kind: 'custom_field', id: known.id })
    const field = withOptions(known ?? fresh(record, one, keyFor(one.name, one.kind, taken)), one.options)
    taken.add(field.key)
    return { field, known, isNew: !known || known.retired }
  })
  const twice = found.find(({ field }, at) => found.findIndex((other) => other.field.key === field.key) < at)
  if (twice) fail('name_taken', { kind: 'custom_field', id: twice.field.id })
  requireRoom(items, found)
  const added = found.flatMap(({ field, known }) => (known ? [] : [field]))
  const changed = found.flatMap(({ field, known }) => (known && field !== known ? [field] : []))
  await insertAll(ctx, record, added, items.length)
  await updateAll(ctx, changed)
  for (const { field, isNew, known } of found) {
    if (!isNew) continue
    const action = known ? 'field.restored' : 'field.added'
    await audit(ctx, { action, subject: { kind: 'custom_field', id: field.id }, data: { name: field.name } })
  }
  return found.map(({ field, isNew }) => ({ field, isNew }))
}

function wantedAmong(items: readonly CustomField[], { name, kind }: WantedField): CustomField | undefined {
  const named = items.filter((item) => item.name.toLowerCase() === name.toLowerCase())
  return named.find(({ retired }) => !retired) ?? named.find((item) => item.kind === kind)
}

function fresh(record: ListKind, { name, kind }: WantedField, key: string): CustomField {
  const plain = { description: null, group: null, required: false, options: [], retired: false }
  return { id: newId(), version: 1, record, key, kind, name, ...plain }
}

/** The field in use with these options beside those it has; itself if it has them. */
function withOptions(field: CustomField, names: readonly string[]): CustomField {
  const there = new Set(field.options.flatMap(({ name, retired }) => (retired ? [] : [name.toLowerCase()])))
  const missing = names.filter((name) => !there.has(name.toLowerCase()))
  if (missing.length === 0) return field.retired ? { ...field, retired: false } : field
  const kept = field.options.filter(({ retired }) => !retired)
  return {
    ...field,
    retired: false,
    options: settleOptions(field.options, [...kept, ...missing.map((name) => ({ name }))]),
  }
}

function requireRoom(items: readonly CustomField[], found: readonly { isNew: boolean; known: unknown }[]): void {
  const inUse = items.filter(({ retired }) => !retired).length + found.filter(({ isNew }) => isNew).length
  if (inUse > mostCustomFields) fail('too_many', { kind: 'custom_field', limit: mostCustomFields })
  const ever = items.length + found.filter(({ known }) => !known).length
  if (ever > mostCustomFieldsEver) fail('too_many', { kind: 'custom_field', limit: mostCustomFieldsEver })
}

async function insertAll(ctx: Context, record: ListKind, fields: readonly CustomField[], behind: number) {
  const [first] = fields
  if (!first) return
  const rows = fields.map(({ id, key, kind, name, options }, at) => ({
    workspace_id: ctx.workspace.id,
    id,
    record,
    kind,
    key,
    name,
    options: JSON.stringify(options),
    position: behind + at,
    created_at: ctx.now,
    created_by: ctx.actor.id,
    updated_at: ctx.now,
  }))
  await unlessNameTaken(ctx, record, first.name, () => ctx.tx.insertInto('custom_fields').values(rows).execute())
}

async function updateAll(ctx: Context, fields: readonly CustomField[]): Promise<void> {
  if (fields.length === 0) return
  const rows = fields.map(({ id, options }) => ({ id, options }))
  await sql`
    update custom_fields f set options = r.options, retired_at = null, version = f.version + 1, updated_at = ${ctx.now},
      field_versions = f.field_versions || jsonb_build_object('options', f.version + 1, 'retired', f.version + 1)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, options jsonb)
    where f.workspace_id = ${ctx.workspace.id} and f.id = r.id`.execute(ctx.tx)
}
