import { sql } from 'kysely'
import * as z from 'zod/mini'
import * as contract from '../../../contract/bulk-edits.ts'
import { flatCustom, nestCustom } from '../../../contract/custom-values.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Field, ListKind } from '../../../contract/fields.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue } from '../../kernel/job.ts'
import { checkFilter, nameHas, passes } from '../../kernel/list/conditions.ts'
import { requireReferences } from '../../kernel/references.ts'
import { has } from '../../kernel/rights.ts'
import { settleCustom } from '../fields/index.ts'
import { takeRows } from './bulk-rows.ts'
import { type BulkRow, findBulkEdit, show } from './bulk-store.ts'
import { editors } from './editors.ts'
import { sourceOf } from './sources.ts'

type Body = BodyOf<typeof contract.editDeals>

export const bulkJob = 'views.bulk-edit'

/** Begins an edit of many rows: a few are changed at once, in this transaction, many by a job. */
export async function beginBulkEdit(ctx: Context, kind: ListKind, { rows, act }: Body): Promise<contract.BulkEdit> {
  const checked = await checkAct(ctx, kind, act)
  const id = newId()
  const asked = 'ids' in rows ? rows.ids.length : null
  const insert = {
    workspace_id: ctx.workspace.id,
    id,
    kind,
    status: 'queued' as const,
    act: JSON.stringify(checked),
    selection: JSON.stringify(rows),
    actor: JSON.stringify(ctx.actor),
    created_by: ctx.actor.id,
    total: 0,
    refused: '{}',
    created_at: ctx.now,
  }
  await ctx.tx.insertInto('bulk_edits').values(insert).execute()
  const found = await selectRows(ctx, kind, id, rows)
  if (found > contract.mostBulkRows) fail('too_many', { kind, limit: contract.mostBulkRows })
  const gone = asked === null ? 0 : asked - found
  await ctx.tx
    .updateTable('bulk_edits')
    .set({ total: found + gone, processed: gone, refused: JSON.stringify(gone > 0 ? { not_found: gone } : {}) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  if (found > contract.mostRowsAtOnce) await enqueue(ctx, { kind: bulkJob, payload: { editId: id } })
  else await takeRows(ctx, await findBulkEdit(ctx, id), contract.mostRowsAtOnce)
  return showBulkEdit(ctx, id)
}

/** An edit of one's own; those who manage the workspace see all. */
export async function showBulkEdit(ctx: Context, id: string): Promise<contract.BulkEdit> {
  return show(ctx, await own(ctx, id))
}

/** An edit of one's own, or any for those who manage the workspace. */
export async function own(ctx: Context, id: string): Promise<BulkRow> {
  const edit = await findBulkEdit(ctx, id)
  const isOwn = edit.created_by === ctx.actor.id || has(ctx.actor, 'workspace.manage')
  return isOwn ? edit : fail('not_found', { kind: 'bulk-edits' })
}

/** Notes which rows are meant, as they are found now. Returns how many; one more than the limit at most. */
async function selectRows(ctx: Context, kind: ListKind, editId: string, rows: Body['rows']): Promise<number> {
  const source = await sourceOf(ctx, kind)
  const conditions = [source.where(ctx)]
  if ('ids' in rows) conditions.push(sql<boolean>`t.id = any(${rows.ids}::uuid[])`)
  if ('all' in rows && rows.filter) conditions.push(passes(ctx, source, checkFilter(source.fields, rows.filter)))
  if ('all' in rows && rows.q) conditions.push(nameHas(source, rows.q))
  const { numAffectedRows } = await sql`
    insert into bulk_edit_rows (workspace_id, id, edit_id, row_id)
    select ${ctx.workspace.id}, gen_random_uuid(), ${editId}, t.id from ${source.from(ctx)} t
    where ${sql.join(conditions, sql` and `)} limit ${contract.mostBulkRows + 1}`.execute(ctx.tx)
  return Number(numAffectedRows)
}

/** What is to be set, parsed as where one row is changed; refuses fields that are not edited in bulk, and acts the kind does not know. */
async function checkAct(ctx: Context, kind: ListKind, act: contract.BulkAct): Promise<contract.BulkAct> {
  const { set = {}, addTags, removeTags, archive } = act
  const { fields } = await sourceOf(ctx, kind)
  const open = fields.filter(({ key, isEditable }) => isEditable && key !== 'name')
  const known = new Set(open.flatMap(({ key, currencyKey }) => [key, ...(currencyKey ? [currencyKey] : [])]))
  const errors = Object.keys(set).flatMap((key) => (known.has(key) ? [] : [`act.set.${key}`]))
  if ((addTags || removeTags) && !open.some(isTags)) errors.push(addTags ? 'act.addTags' : 'act.removeTags')
  if (archive && !archivable.has(kind)) errors.push('act.archive')
  if (errors.length > 0) failFields(errors.map((field) => ({ field, code: 'unknown' as const })))
  if (Object.keys(set).length === 0 && !addTags && !removeTags && !archive)
    failFields([{ field: 'act', code: 'required' }])
  const parsed = z.safeParse(editors[kind].body, nestCustom(set))
  if (!parsed.success)
    failFields(
      parsed.error.issues.map((issue) => ({ field: ['act.set', ...issue.path].join('.'), code: 'format' as const })),
    )
  if (kind === 'deals' && 'ownerId' in set && !has(ctx.actor, 'deals.assign'))
    fail('forbidden', { permission: 'deals.assign' })
  await requireReferences(ctx, references, set)
  // What their fields do not take is refused now and once, not later by every row.
  await settleCustom(ctx, kind, {}, Object(parsed.data).custom)
  return { ...act, set: flatCustom(Object(parsed.data)) }
}

const references = {
  ownerId: 'members',
  sourceId: 'sources',
  companyId: 'companies',
  paymentTermsId: 'payment_terms',
} as const

const archivable: ReadonlySet<ListKind> = new Set(['companies', 'people', 'households'])

function isTags({ refersTo, isEditable }: Field): boolean {
  return refersTo === 'tags' && isEditable
}
