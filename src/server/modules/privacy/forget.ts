import { type RawBuilder, sql } from 'kysely'
import { words } from '../../../words/node.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fold, nameWords } from '../../kernel/fold.ts'
import { tableOf } from '../../kernel/whom.ts'
import { audit } from '../access/index.ts'
import { rememberForgotten } from '../people/index.ts'
import { isAboutBy, type Who } from './about.ts'
import type { Marks } from './marks.ts'
import { parts } from './parts.ts'

/**
 * Erases somebody, in one transaction: what is about them alone goes, what is counted stays without words, and their row
 * stays as one that says nothing, so that deals have as many people as before.
 */
export async function forget(ctx: Context, who: Who, marks: Marks): Promise<void> {
  await dropCopies(ctx, who)
  for (const { table, by, erase } of parts) {
    const which = sql`t.workspace_id = ${ctx.workspace.id} and ${isAboutBy(who, by)}`
    if (erase === 'goes') await sql`delete from ${sql.table(table)} t where ${which}`.execute(ctx.tx)
    else if (erase !== 'stays') await sql`update ${sql.table(table)} t set ${erase} where ${which}`.execute(ctx.tx)
  }
  await rememberForgotten(ctx, [...marks.emails, ...marks.phones])
  await emptyRows(ctx, who)
  await audit(ctx, { action: `${who.kind}.erased`, subject: { kind: who.kind, id: who.ids[0] ?? '' } })
  const changed = ['notes', 'files', 'touches', 'appointments', 'objections', 'promises', 'prospects', 'dossier-facts']
  for (const kind of [who.kind === 'person' ? 'people' : 'households', ...changed])
    await leaveChange(ctx, { kind, id: null, fields: [] })
  await leaveChange(ctx, { kind: 'deals', id: null, fields: [] }, who.deals)
}

/** What lies ready to be fetched, repeated or compared holds them too. */
async function dropCopies({ tx, workspace }: Context, who: Who): Promise<void> {
  const ours = sql`workspace_id = ${workspace.id}`
  const statements: readonly RawBuilder<unknown>[] = [
    sql`delete from likeness_keys where ${ours} and row_id = any(${[...who.ids]}::uuid[])`,
    sql`delete from exports where ${ours}`,
    // An edit of theirs alone: what it set is said of them.
    sql`delete from bulk_edits e where e.${ours} and e.total = (
        select count(*) from bulk_edit_rows r where r.workspace_id = e.workspace_id and r.edit_id = e.id
          and r.row_id = any(${[...who.ids, ...who.deals]}::uuid[]))`,
    sql`delete from restore_pieces p using restores r
      where p.${ours} and r.workspace_id = p.workspace_id and r.id = p.restore_id and r.status in ('done', 'failed')`,
    sql`delete from import_file_pieces p using import_files f, imports i
      where p.${ours} and f.workspace_id = p.workspace_id and f.id = p.file_id and i.workspace_id = f.workspace_id
        and i.id = f.import_id and i.status in ('done', 'failed', 'undone')`,
    sql`delete from idempotency_keys k using unnest(${[...who.ids]}::text[]) w (id)
      where k.${ours} and k.response::text like '%' || w.id || '%'`,
  ]
  for (const statement of statements) await statement.execute(tx)
}

/** Rows that say nothing any more, and deals of theirs that say nothing of them. */
async function emptyRows({ tx, workspace, now }: Context, { kind, ids, deals }: Who): Promise<void> {
  const name = words(workspace.language).t(`privacy.erased.${kind}`)
  const own = kind === 'person' ? sql`title = null, linkedin = null, company_id = null, company_since = null,` : sql``
  await sql`
    update ${sql.table(tableOf(kind))} t set ${own}
      name = ${name}, name_folded = ${fold(name)}, email = null, email_kind = null, more_emails = '[]',
      phone = null, phone_kind = null, phone_e164 = null, more_phones = '[]', street = null, postal_code = null, city = null,
      country = null, address_kind = null, more_addresses = '[]', tag_ids = '{}', custom = '{}', external_id = null,
      import_id = null, archived_at = coalesce(t.archived_at, ${now}), erased_at = ${now}, updated_at = ${now},
      version = t.version + 1, field_versions = '{}'
    where t.workspace_id = ${workspace.id} and t.id = any(${[...ids]}::uuid[])`.execute(tx)
  await sql`
    update deals t set name = ${name}, name_words = ${nameWords(name)}::tsvector, next_step = case when t.next_step is not null then '…' end,
      custom = '{}', updated_at = ${now}, version = t.version + 1, field_versions = '{}',
      qualification = coalesce((select jsonb_object_agg(q.key, q.value - 'words') from jsonb_each(t.qualification) q
        where jsonb_typeof(q.value) = 'object'), '{}')
    where t.workspace_id = ${workspace.id} and t.id = any(${[...deals]}::uuid[])`.execute(tx)
}
