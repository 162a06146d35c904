import { type Selectable, sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { FieldError } from '../../../contract/errors.ts'
import type * as contract from '../../../contract/terms.ts'
import type { PaymentTerms } from '../../database/tables/records.ts'
import { changedFields, columnsOf, fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'

const columns = {
  name: 'name',
  kind: 'kind',
  days: 'days',
  instalments: 'instalments',
  everyMonths: 'every_months',
  depositPercent: 'deposit_percent',
} as const

const most = 100

/** Terms of payment, those in use first, in the order they came. */
export async function listPaymentTerms(ctx: Context): Promise<{ items: contract.PaymentTerms[] }> {
  const rows = await terms(ctx)
    .orderBy(sql`retired_at is not null`)
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .execute()
  return { items: rows.map(show) }
}

export async function addPaymentTerms(
  ctx: Context,
  input: BodyOf<typeof contract.addPaymentTerms>,
): Promise<contract.PaymentTerms> {
  requireWhole(input)
  const { items } = await listPaymentTerms(ctx)
  if (items.length >= most) fail('too_many', { kind: 'payment_terms', limit: most })
  const id = newId()
  await ctx.tx
    .insertInto('payment_terms')
    .values({
      ...columnsOf(columns, input),
      kind: input.kind,
      workspace_id: ctx.workspace.id,
      id,
      created_at: ctx.now,
    })
    .execute()
  return show(await terms(ctx).where('id', '=', id).executeTakeFirstOrThrow())
}

export async function changePaymentTerms(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changePaymentTerms>,
): Promise<contract.PaymentTerms> {
  const row = await terms(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'payment_terms' })
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  const { name, retired } = input
  await ctx.tx
    .updateTable('payment_terms')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(retired === undefined ? {} : { retired_at: retired ? ctx.now : null }),
      ...nextVersion(row, changed),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(await terms(ctx).where('id', '=', id).executeTakeFirstOrThrow())
}

const usual = [
  { kind: 'prepaid' },
  { kind: 'on_delivery' },
  { kind: 'net', days: 14 },
  { kind: 'net', days: 30 },
  { kind: 'net', days: 60 },
  { kind: 'instalments', days: 30, instalments: 3, every_months: 1 },
  { kind: 'subscription', days: 30, every_months: 12 },
] as const

/** What most companies offer, for a workspace that begins. */
export async function addUsualTerms(ctx: Context): Promise<void> {
  const rows = usual.map((each) => ({ ...each, workspace_id: ctx.workspace.id, id: newId(), created_at: ctx.now }))
  await ctx.tx.insertInto('payment_terms').values(rows).execute()
}

/** Each kind has numbers of its own; the others would say nothing. */
function requireWhole(input: BodyOf<typeof contract.addPaymentTerms>): void {
  const needs = {
    prepaid: [],
    on_delivery: [],
    net: ['days'],
    instalments: ['instalments', 'everyMonths'],
    subscription: ['everyMonths'],
  } as const satisfies Record<contract.PaymentKind, readonly (keyof typeof input)[]>
  const wanted: readonly (keyof typeof input)[] = needs[input.kind]
  const missing = wanted.filter((field) => (input[field] ?? null) === null)
  const needless = (['days', 'instalments', 'everyMonths'] as const).filter(
    (field) => (input[field] ?? null) !== null && !wanted.includes(field) && !(field === 'days' && wanted.length > 0),
  )
  const wrong: FieldError[] = [
    ...missing.map((field): FieldError => ({ field, code: 'required' })),
    ...needless.map((field): FieldError => ({ field, code: 'unknown' })),
  ]
  if (wrong.length > 0) failFields(wrong)
}

function terms(ctx: Context) {
  return ctx.tx.selectFrom('payment_terms').selectAll().where('workspace_id', '=', ctx.workspace.id)
}

function show(row: Selectable<PaymentTerms>): contract.PaymentTerms {
  return { id: row.id, version: row.version, retired: row.retired_at !== null, ...fieldsOf(columns, row) }
}
