import { sql } from 'kysely'
import type { CustomField } from '../../../contract/custom-fields.ts'
import type { CustomValues } from '../../../contract/custom-values.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { Failure } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { customFieldsOf, settleAmong, type SettledCustom } from '../fields/index.ts'
import { type BulkFact, insertFacts } from './bulk-facts.ts'
import type { BulkFields } from './bulk.ts'
import { type BulkChange, changeInBulk, type StandingDeal, standingWhere } from './bulk-changes.ts'
import { factTypes, standing, standingTypes } from './history.ts'

type Columns = Readonly<Record<string, unknown>>

/** What an import changed of a deal: its columns before and after, as JSON has them. */
export interface ChangedDeal {
  readonly id: string
  readonly before: Columns
  readonly after: Columns
}

/** Of a deal that was to be given back what it had. */
export interface TakenBack {
  readonly id: string
  /** Columns that have another value by now, and keep it. */
  readonly kept: readonly string[]
  /** It has come to another stage or end since, and stays there. */
  readonly isMoved: boolean
}

const fieldColumns = [
  'name',
  'company_id',
  'person_id',
  'owner_id',
  'source_id',
  'amount_minor',
  'currency',
  'expected_close_on',
] as const satisfies readonly (keyof BulkFields)[]
const stateColumns = ['stage_id', 'stage_entered_at', 'outcome', 'ended_at', 'come_back_on'] as const

/** The columns of a deal that an import changes, and so what is to be noted of it before. */
export const givenBackColumns: readonly string[] = [...fieldColumns, 'custom', ...stateColumns]

/**
 * Gives deals back what an import changed, as far as nobody has changed it since, with facts that say so: fields by facts
 * of their own, stage and outcome by `deal.undone` for each fact of the import, so that none of them counts any more.
 * Deals that are gone are not in the answer.
 */
export async function takeBackInBulk(
  ctx: Context,
  importId: string,
  changed: readonly ChangedDeal[],
): Promise<TakenBack[]> {
  const ids = changed.map(({ id }) => id)
  const deals = new Map((await standingWhere(ctx, sql`d.id = any(${ids})`)).map((deal) => [deal.id, deal]))
  const now = await columnsNow(ctx, ids)
  const told = await toldBy(ctx, importId, ids)
  const back: TakenBack[] = []
  const fields: BulkChange[] = []
  const ownFields = await customFieldsOf(ctx, 'deals')
  const states: { deal: StandingDeal; before: Columns; facts: readonly LaterFact[] }[] = []
  for (const { id, before, after } of changed) {
    const deal = deals.get(id)
    const is = now.get(id)
    if (!deal || !is) continue
    const given = fieldColumns.filter((column) => column in after)
    const free = given.filter((column) => isSame(is[column], after[column]))
    const set: Partial<BulkFields> = Object.fromEntries(free.map((column) => [column, before[column]]))
    const own = 'custom' in after && isSame(is['custom'], after['custom']) ? ownBack(ownFields, is, before) : undefined
    const isOwnKept = 'custom' in after && own === undefined
    if (free.length > 0 || own) fields.push({ deal, set, steps: [], ...(own ? { own } : {}) })
    const isPlaced = stateColumns.some((column) => column in after)
    const facts = isPlaced ? (told.get(id) ?? []) : []
    const isMoved = isPlaced && facts.length === 0
    if (facts.length > 0) states.push({ deal, before: { ...is, ...before }, facts })
    const kept = given.filter((column) => !free.includes(column))
    back.push({ id, kept: isOwnKept ? [...kept, 'custom'] : kept, isMoved })
  }
  await changeInBulk(ctx, fields)
  await giveStatesBack(ctx, states)
  return back
}

/** The values of own fields as they were; fields that are in use no more keep theirs. */
function ownBack(fields: readonly CustomField[], is: Columns, before: Columns): SettledCustom | undefined {
  // Only our own code writes these columns.
  const [now, former] = [is['custom'], before['custom']] as [CustomValues, CustomValues]
  const wanted = fields.flatMap(({ key }) =>
    isSame(now[key], former[key]) ? [] : [[key, former[key] ?? null] as const],
  )
  try {
    return settleAmong(fields, now, Object.fromEntries(wanted))
  } catch (error) {
    // A value that the field takes no more: the present ones stay.
    if (error instanceof Failure) return undefined
    throw error
  }
}

async function columnsNow(ctx: Context, ids: readonly string[]): Promise<Map<string, Columns>> {
  const { rows } = await sql<{ id: string; row: Columns }>`
    select d.id, to_jsonb(d) as row from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id = any(${ids}) limit ${ids.length}`.execute(ctx.tx)
  return new Map(rows.map(({ id, row }) => [id, row]))
}

interface LaterFact {
  readonly id: string
  readonly deal_id: string
  readonly type: (typeof standingTypes)[number]
  readonly is_ours: boolean
}

/** The facts of this import that say last where deals stand, the latest first; none where somebody else's came after. */
async function toldBy(ctx: Context, importId: string, ids: readonly string[]): Promise<Map<string, LaterFact[]>> {
  const { rows } = await sql<LaterFact>`
    select f.id, f.deal_id, f.type, f.actor_kind = 'import' and f.actor_id = ${importId}::uuid as is_ours
    from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = any(${ids}) and f.type in (${factTypes(standingTypes)})
      and ${standing('f')}
    order by f.deal_id, f.occurred_at desc, f.id desc`.execute(ctx.tx)
  return new Map(
    [...Map.groupBy(rows, ({ deal_id }) => deal_id)].map(([id, facts]) => {
      const others = facts.findIndex(({ is_ours }) => !is_ours)
      return [id, others < 0 ? facts : facts.slice(0, others)]
    }),
  )
}

async function giveStatesBack(
  ctx: Context,
  states: readonly { deal: StandingDeal; before: Columns; facts: readonly LaterFact[] }[],
): Promise<void> {
  if (states.length === 0) return
  const rows = states.map(({ deal, before }) => ({
    id: deal.id,
    ...Object.fromEntries(stateColumns.map((column) => [column, before[column]])),
  }))
  await sql`
    update deals d set stage_id = r.stage_id, stage_entered_at = r.stage_entered_at, outcome = r.outcome,
      ended_at = r.ended_at, come_back_on = r.come_back_on, version = d.version + 1, updated_at = ${ctx.now},
      field_versions = d.field_versions || jsonb_build_object('stage', d.version + 1, 'outcome', d.version + 1)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, stage_id uuid, stage_entered_at timestamptz,
      outcome text, ended_at timestamptz, come_back_on date)
    where d.workspace_id = ${ctx.workspace.id} and d.id = r.id`.execute(ctx.tx)
  await insertFacts(
    ctx,
    states.flatMap(({ deal, before, facts }) =>
      facts.map((fact) => undone(ctx, deal, String(before['stage_id']), fact)),
    ),
  )
}

function undone(ctx: Context, deal: StandingDeal, stageId: string, { id, type }: LaterFact): BulkFact {
  return {
    id: newId(),
    deal_id: deal.id,
    type: 'deal.undone',
    // What was told last must be last in the log, also by a clock that was set back.
    occurred_at: deal.last_at > ctx.now ? deal.last_at : ctx.now,
    dated: true,
    from_stage_id: deal.stage_id,
    stage_id: stageId,
    undoes: id,
    data: { type },
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** A deal that an import made, with its version as the import left it. */
export interface MadeDeal {
  readonly id: string
  readonly version: number
}

/** A deal that stays, because of what others have done with it since. */
export interface KeptDeal {
  readonly id: string
  /** Fields that were edited. */
  readonly fields: readonly string[]
  /** Records of these kinds hang on it. */
  readonly by: readonly string[]
}

/**
 * Removes deals that an import made and nobody has touched since, with the facts that nobody else has told: no figure ever
 * counts them. Those on which somebody has worked are real by now, and stay as they are.
 */
export async function removeInBulk(ctx: Context, importId: string, made: readonly MadeDeal[]): Promise<KeptDeal[]> {
  const ids = made.map(({ id }) => id)
  const own = sql`x.workspace_id = d.workspace_id and x.deal_id = d.id`
  const hangs = (table: string, where = own) =>
    sql`case when exists (select from ${sql.table(table)} x where ${where}) then ${sql.lit(table)} end`
  const { rows } = await sql<KeptDeal>`
    select d.id, k.fields, k.by from deals d
    join unnest(${ids}::uuid[], ${made.map(({ version }) => version)}::integer[]) m (id, version) on m.id = d.id
    cross join lateral (
      select array(select f.key from jsonb_each_text(d.field_versions) f where f.value::integer > m.version) as fields,
        array_remove(array[
          ${hangs('notes')}, ${hangs('files')}, ${hangs('prospects')},
          ${hangs('deals', sql`x.workspace_id = d.workspace_id and x.previous_deal_id = d.id`)},
          ${hangs('facts', sql`${own} and not (x.actor_kind = 'import' and x.actor_id = ${importId}::uuid)`)}], null) as by
    ) k
    where d.workspace_id = ${ctx.workspace.id} and (d.version > m.version or k.by <> '{}')
    limit ${ids.length}`.execute(ctx.tx)
  const kept = new Set(rows.map(({ id }) => id))
  const free = ids.filter((id) => !kept.has(id))
  await sql`delete from deals where workspace_id = ${ctx.workspace.id} and id = any(${free})`.execute(ctx.tx)
  if (free.length > 0) await leaveChange(ctx, { kind: 'deals', id: null, fields: [] }, free)
  return rows
}
