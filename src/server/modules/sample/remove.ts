import { sql } from 'kysely'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type { removeSample as RemoveSample, SampleKind } from '../../../contract/sample.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { expectAll } from '../../kernel/expect-all.ts'
import { fail } from '../../kernel/fail.ts'
import { audit } from '../access/index.ts'
import { changedKinds } from './load.ts'

/** What the sample consists of, in the order it can go: nothing before what points to it. */
const order = [
  'deals',
  'handoff_kinds',
  'answers',
  'commission_lines',
  'commission_statements',
  'commission_members',
  'commission_terms',
  'commission_plans',
  'talks',
  'quota_plans',
  'enrolments',
  'sequences',
  'notes',
  'campaigns',
  'prospects',
  'lists',
  'people',
  'households',
  'companies',
  'cost_entries',
  'price_lists',
  'products',
  'sources',
  'processes',
  'members',
  'teams',
  'tags',
] as const
type Kind = (typeof order)[number]

type Counts = { kind: SampleKind; count: number }[]

/**
 * Takes the sample away. What somebody's own record hangs on (their deal, note or person points to it) is theirs from
 * now on and stays, with all that it hangs on in turn; so do members who can sign in. Refuses `not_found` without a sample.
 */
export async function removeSample(ctx: Context): Promise<OutputOf<typeof RemoveSample>> {
  await ctx.tx.selectFrom('workspaces').select('id').where('id', '=', ctx.workspace.id).forUpdate().execute()
  const sample = await ctx.tx
    .selectFrom('samples')
    .select(['id', 'former_process_id'])
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirst()
  if (!sample) return fail('not_found', { kind: 'sample' })
  await expectAll(ctx)
  const before = await countRows(ctx)
  await releaseOutright(ctx, sample.former_process_id !== null)
  const references = await referencesTo(ctx)
  while (await release(ctx, references)) {
    // Until nothing of anybody's hangs on what is left.
  }
  const removed = await countRows(ctx)
  await dropRows(ctx)
  await restoreDefault(ctx, sample.former_process_id)
  await ctx.tx.deleteFrom('samples').where('workspace_id', '=', ctx.workspace.id).where('id', '=', sample.id).execute()
  const kept = difference(before, removed)
  await audit(ctx, {
    action: 'sample.removed',
    data: { kept: Object.fromEntries(kept.map(({ kind, count }) => [kind, count])) },
  })
  for (const kind of changedKinds) await leaveChange(ctx, { kind, id: null, fields: [] })
  return { removed, kept }
}

/** Members who sign in are people; and a workspace is never without a process. */
async function releaseOutright(ctx: Context, hasFormerProcess: boolean): Promise<void> {
  await sql`
    delete from sample_rows s where s.workspace_id = ${ctx.workspace.id} and (
      (s.kind = 'members' and exists (
        select from members m where m.workspace_id = s.workspace_id and m.id = s.id and m.user_id is not null))
      or (not ${hasFormerProcess}::boolean and s.kind = 'processes' and exists (
        select from processes p where p.workspace_id = s.workspace_id and p.id = s.id and p.is_default)))`.execute(
    ctx.tx,
  )
}

interface Reference {
  readonly from: string
  readonly column: string
  readonly to: Kind
  /** Whether a row of `from` may belong to a deal, and goes with it. */
  readonly has_deal: boolean
  /** Whether rows of `from` have ids that the sample may have noted. */
  readonly has_id: boolean
}

/** Rows that go with what they point to, or are of the workspace alone. */
const parts = [
  'process_versions',
  'process_audits',
  'improvements',
  'past_costs',
  'samples',
  'first_steps',
  'sequence_versions',
  'enrolment_steps',
  'talk_points',
  'campaign_faults',
  'commission_comments',
]

/** Every reference to a kind of row, as the database knows them: also those of tables that came after this was written. */
async function referencesTo(ctx: Context): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select c.relname as "from", a.attname as "column", t.relname as "to",
      exists (select from pg_attribute d where d.attrelid = c.oid and d.attname = 'deal_id') as has_deal,
      exists (select from pg_attribute d where d.attrelid = c.oid and d.attname = 'id') as has_id
    from pg_constraint f
    join pg_class c on c.oid = f.conrelid
    join pg_class t on t.oid = f.confrelid
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any(f.conkey) and a.attname <> 'workspace_id'
    where f.contype = 'f' and t.relname = any(${[...order]}) and t.relnamespace = 'public'::regnamespace
      and c.relname <> all(${parts})
    limit 1000`.execute(ctx.tx)
  // The process of a deal is told by its version: the database holds that reference, not the one to the process.
  return [...rows, { from: 'deals', column: 'process_id', to: 'processes', has_deal: false, has_id: true }]
}

/** Gives up what somebody's own rows point to. Answers whether there was anything: that may hang on more in turn. */
async function release(ctx: Context, references: readonly Reference[]): Promise<boolean> {
  let released = 0n
  for (const { from, column, to, has_deal, has_id } of references) {
    const noted = (id: string) => sql`exists (
      select from sample_rows n where n.workspace_id = r.workspace_id and n.id = ${sql.ref(`r.${id}`)})`
    const isOwn = [
      ...(has_id ? [sql`not ${noted('id')}`] : []),
      ...(has_deal && column !== 'deal_id' ? [sql`(r.deal_id is null or not ${noted('deal_id')})`] : []),
    ]
    // What belongs to a deal of the sample goes with it, whoever wrote it.
    if (to === 'deals' && column === 'deal_id' && from !== 'prospects') continue
    const { numAffectedRows = 0n } = await sql`
      delete from sample_rows s where s.workspace_id = ${ctx.workspace.id} and s.kind = ${to} and exists (
        select from ${sql.table(from)} r
        where r.workspace_id = s.workspace_id and r.${sql.ref(column)} = s.id
          and ${isOwn.length > 0 ? sql.join(isOwn, sql` and `) : sql`true`})`.execute(ctx.tx)
    released += numAffectedRows
  }
  return released > 0n
}

async function dropRows(ctx: Context): Promise<void> {
  const w = ctx.workspace.id
  const noted = (kind: Kind) => sql`(select s.id from sample_rows s where s.workspace_id = ${w} and s.kind = ${kind})`
  for (const kind of order) {
    if (kind === 'commission_lines') {
      await sql`delete from commission_comments c where c.workspace_id = ${w} and c.line_id in ${noted(kind)}`.execute(
        ctx.tx,
      )
    }
    if (kind === 'cost_entries') {
      await sql`delete from past_costs c where c.workspace_id = ${w}
        and (c.cost_id in ${noted(kind)} or c.source_id in ${noted('sources')})`.execute(ctx.tx)
    }
    if (kind === 'processes') {
      const versions = sql`(select v.id from process_versions v where v.workspace_id = ${w} and v.process_id in ${noted(kind)})`
      await sql`delete from changeovers c where c.workspace_id = ${w}
        and (c.from_version_id in ${versions} or c.to_version_id in ${versions})`.execute(ctx.tx)
      // What was found in the sample, and meant to be made better, is of nothing any more.
      for (const table of ['process_audits', 'improvements'])
        await sql`delete from ${sql.table(table)} a where a.workspace_id = ${w} and a.process_id in ${noted(kind)}`.execute(
          ctx.tx,
        )
      await sql`delete from process_versions v where v.workspace_id = ${w} and v.process_id in ${noted(kind)}`.execute(
        ctx.tx,
      )
    }
    if (kind === 'members') {
      await sql`update improvements i set owner_id = null where i.workspace_id = ${w} and i.owner_id in ${noted(kind)}`.execute(
        ctx.tx,
      )
    }
    await sql`delete from ${sql.table(kind)} t where t.workspace_id = ${w} and t.id in ${noted(kind)}`.execute(ctx.tx)
  }
}

/** The workspace sells as it did before, unless somebody has chosen otherwise since, or sells in the sample's process. */
async function restoreDefault(ctx: Context, formerId: string | null): Promise<void> {
  await sql`
    update processes p set is_default = true
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${formerId}::uuid and p.retired_at is null and not exists (
      select from processes d where d.workspace_id = p.workspace_id and d.is_default)`.execute(ctx.tx)
}

/** What is noted as the sample's, by the kinds that people know. */
export async function countRows(ctx: Context): Promise<Counts> {
  const { rows } = await sql<{ kind: SampleKind; count: number }>`
    select s.kind, count(*) as count from sample_rows s
    where s.workspace_id = ${ctx.workspace.id} and s.kind = any(${[...known]}) group by s.kind limit 100`.execute(
    ctx.tx,
  )
  return known.flatMap((kind) => rows.filter((row) => row.kind === kind))
}

const known = [
  'deals',
  'companies',
  'people',
  'households',
  'products',
  'sources',
  'processes',
  'teams',
  'members',
] as const satisfies readonly SampleKind[]

function difference(before: Counts, after: Counts): Counts {
  return before.flatMap(({ kind, count }) => {
    const left = count - (after.find((row) => row.kind === kind)?.count ?? 0)
    return left > 0 ? [{ kind, count: left }] : []
  })
}
