import { sql } from 'kysely'
import type { CustomField } from '../../../contract/custom-fields.ts'
import { type CustomChanges, type CustomValue, type CustomValues, listKeyOf } from '../../../contract/custom-values.ts'
import type { FieldError } from '../../../contract/errors.ts'
import type { ListKind } from '../../../contract/fields.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { customFieldsOf } from './definitions.ts'
import { checkValue } from './value-rules.ts'

/** A value that becomes another. */
export interface CustomChange {
  readonly field: CustomField
  readonly before: CustomValue | null
  readonly after: CustomValue | null
}

/** What an edit of a record's own fields comes to. */
export interface SettledCustom {
  /** The column to write; nothing where nothing changes. */
  readonly set: { readonly custom?: string }
  /** All values of the record afterwards. */
  readonly values: CustomValues
  /** The changed fields as versions and conflicts name them: 'custom.segment'. */
  readonly fields: readonly string[]
  readonly changes: readonly CustomChange[]
}

/**
 * Checks what is to be set in the own fields of a record against their definitions, and settles what comes of it. Refuses
 * every field that is not in use and every value it does not take, by its place: 'custom.segment'.
 * @param before the values that the record has; none for a new one
 */
export async function settleCustom(
  ctx: Context,
  record: ListKind,
  before: CustomValues,
  wanted: CustomChanges | undefined,
): Promise<SettledCustom> {
  if (wanted === undefined || Object.keys(wanted).length === 0) return settleAmong([], before, {})
  const settled = settleAmong(await customFieldsOf(ctx, record), before, wanted)
  await requireColleagues(ctx, settled.changes)
  return settled
}

/** The same for many records of a kind, whose fields were read once; a colleague is taken as the caller knows them. */
export function settleAmong(
  fields: readonly CustomField[],
  before: CustomValues,
  wanted: CustomChanges,
): SettledCustom {
  const errors: FieldError[] = []
  const changes = Object.entries(wanted).flatMap(([key, given]): CustomChange[] => {
    const place = listKeyOf({ key })
    const field = fields.find((each) => each.key === key)
    if (!field) return refuse(errors, { field: place, code: 'unknown' })
    const checked = given === null ? { value: null } : checkValue(field, given)
    if ('wrong' in checked) return refuse(errors, { field: place, ...checked.wrong })
    const was = before[key] ?? null
    return isSame(was, checked.value) ? [] : [{ field, before: was, after: checked.value }]
  })
  if (errors.length > 0) failFields(errors)
  if (changes.length === 0) return { set: {}, values: before, fields: [], changes }
  const values: Record<string, CustomValue> = { ...before }
  for (const { field, after } of changes) {
    if (after === null) delete values[field.key]
    else values[field.key] = after
  }
  return {
    set: { custom: JSON.stringify(values) },
    values,
    fields: changes.map(({ field }) => listKeyOf(field)),
    changes,
  }
}

function refuse(errors: FieldError[], error: FieldError): [] {
  errors.push(error)
  return []
}

function isSame(one: CustomValue | null, other: CustomValue | null): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

/** Nothing new is given to somebody who is not of the workspace, or has left. */
async function requireColleagues(ctx: Context, changes: readonly CustomChange[]): Promise<void> {
  const named = changes.filter(({ field, after }) => field.kind === 'person' && after !== null)
  if (named.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select id from members where workspace_id = ${ctx.workspace.id} and deactivated_at is null
      and id = any(${named.map(({ after }) => after)}::uuid[])`.execute(ctx.tx)
  const missing = named.find(({ after }) => !rows.some(({ id }) => id === after))
  if (missing) fail('unknown_reference', { field: listKeyOf(missing.field) })
}
