import { sql } from 'kysely'
import type * as z from 'zod/mini'
import type * as contract from '../../../contract/changeovers.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'

const undoableHours = 24
const dealsNamed = 50

/** A changeover as its pages read it. */
export interface ChangeoverRow {
  readonly id: string
  readonly status: contract.Changeover['status']
  readonly from_version_id: string
  readonly to_version_id: string
  readonly from: contract.Changeover['from']
  readonly to: contract.Changeover['to']
  readonly mapping: Record<string, string>
  readonly gates: 'tell' | 'hold'
  readonly deal_ids: string[] | null
  readonly occurred_at: Date | null
  readonly total: number
  readonly reached: string | null
  readonly actor: Context['actor']
  readonly created_by: string | null
  readonly creator: string | null
  readonly created_at: Date
  readonly finished_at: Date | null
  readonly undone_at: Date | null
  /** Of its deals, by their state. */
  readonly states: Partial<Record<'moved' | 'refused' | 'undone' | 'kept', number>>
}

const versionJson = (id: string) => sql`(
  select json_build_object('id', v.id, 'number', v.number, 'processId', p.id, 'processName', p.name)
  from process_versions v join processes p on p.workspace_id = v.workspace_id and p.id = v.process_id
  where v.workspace_id = c.workspace_id and v.id = ${sql.ref(id)})`

const columns = sql<ChangeoverRow>`
  c.id, c.status, c.from_version_id, c.to_version_id, c.mapping, c.gates, c.deal_ids, c.occurred_at, c.total, c.reached,
  c.actor, c.created_by, c.created_at, c.finished_at, c.undone_at,
  ${versionJson('c.from_version_id')} as "from", ${versionJson('c.to_version_id')} as "to",
  coalesce((select m.name from members m where m.workspace_id = c.workspace_id and m.id = c.created_by),
    (select k.name from api_keys k where k.workspace_id = c.workspace_id and k.id = c.created_by)) as creator,
  (select coalesce(json_object_agg(n.state, n.deals), '{}') from (
    select x.state, count(*) as deals from changeover_deals x
    where x.workspace_id = c.workspace_id and x.changeover_id = c.id group by x.state) n) as states`

/** A changeover that the actor may look at; who may change it asks with `lock`. */
export async function readChangeover(ctx: Context, id: string, lock = false): Promise<ChangeoverRow> {
  const { rows } = await sql<ChangeoverRow>`
    select ${columns} from changeovers c where c.workspace_id = ${ctx.workspace.id} and c.id = ${id}
    ${lock ? sql`for update of c` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'changeover' })
}

/** How far a changeover has come, with the deals that were left or kept, as far as the actor sees them. */
export async function showChangeover(ctx: Context, id: string): Promise<contract.Changeover> {
  const row = await readChangeover(ctx, id)
  const { rows } = await sql<{
    state: string
    id: string
    name: string
    reason: contract.Changeover['leftDeals'][number]['reason']
  }>`
    select x.state, d.id, d.name, x.reason from (values ('refused'), ('kept')) wanted (state)
    cross join lateral (
      select * from changeover_deals x
      where x.workspace_id = ${ctx.workspace.id} and x.changeover_id = ${id} and x.state = wanted.state
      order by x.deal_id limit ${dealsNamed}) x
    join deals d on d.workspace_id = x.workspace_id and d.id = x.deal_id
    where ${seen(ctx.actor, sql.ref('d.owner_id'))} order by d.id`.execute(ctx.tx)
  const named = (state: string) =>
    rows.filter((deal) => deal.state === state).map(({ id: dealId, name, reason }) => ({ id: dealId, name, reason }))
  return {
    ...showSummary(ctx, row),
    mapping: row.mapping,
    gates: row.gates,
    leftDeals: named('refused'),
    keptDeals: named('kept'),
  }
}

/** The changeovers from and to a process, newest first. */
export async function listChangeovers(
  ctx: Context,
  processId: string,
  query: QueryOf<typeof contract.listChangeovers>,
) {
  const after = decodeCursor(query.after, idCursor)
  const { rows } = await sql<ChangeoverRow>`
    select ${columns} from changeovers c
    where c.workspace_id = ${ctx.workspace.id} and ${after ? sql`c.id < ${after[0]}::uuid` : sql`true`}
      and exists (select from process_versions v where v.workspace_id = c.workspace_id and v.process_id = ${processId}
        and v.id in (c.from_version_id, c.to_version_id))
    order by c.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  if (rows.length === 0 && !after) await requireProcess(ctx, processId)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => showSummary(ctx, row),
  )
}

async function requireProcess(ctx: Context, id: string): Promise<void> {
  const process = await ctx.tx
    .selectFrom('processes')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!process) fail('not_found', { kind: 'process' })
}

/** Until when a changeover can be undone, null when it cannot be any more or not yet. */
export function undoableUntil(ctx: Pick<Context, 'now'>, row: ChangeoverRow): Date | null {
  if (row.status !== 'done' || (row.states.moved ?? 0) === 0) return null
  const until = new Date(row.created_at.getTime() + undoableHours * 3_600_000)
  return until > ctx.now ? until : null
}

function showSummary(ctx: Context, row: ChangeoverRow): z.infer<typeof contract.changeoverSummary> {
  const { moved = 0, refused = 0, undone = 0, kept = 0 } = row.states
  return {
    id: row.id,
    status: row.status,
    from: row.from,
    to: row.to,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by === null || row.creator === null ? null : { id: row.created_by, name: row.creator },
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoableUntil: undoableUntil(ctx, row)?.toISOString() ?? null,
    total: row.total,
    // What is undone or kept was moved before.
    moved: moved + undone + kept,
    left: refused,
    undone,
    kept,
  }
}
