import { type RawBuilder, sql } from 'kysely'
import type { BodyOf, OutputOf, ParamsOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/visits.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { likeText } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { isAbout, requireWhom, tableOf, type Whom, whomColumns } from '../../kernel/whom.ts'

/** Companies and the people in them have calendars; at home one is in, or not. */
const usual: contract.WayRules = { company: 'appointment', person: 'appointment', household: 'visit', exceptions: [] }

export async function wayRules(ctx: Context): Promise<contract.WayRules> {
  const { rows } = await sql<{ rules: contract.WayRules }>`
    select r.rules from way_rules r where r.workspace_id = ${ctx.workspace.id}
    order by r.recorded_at desc, r.id desc limit 1`.execute(ctx.tx)
  return rows[0]?.rules ?? usual
}

export async function setWayRules(ctx: Context, rules: contract.WayRules): Promise<contract.WayRules> {
  await ctx.tx
    .insertInto('way_rules')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      rules: JSON.stringify(rules),
      recorded_at: ctx.now,
      recorded_by: memberOf(ctx),
    })
    .execute()
  return rules
}

const kinds = { companies: 'company', people: 'person', households: 'household' } as const
type Asked = ParamsOf<typeof contract.showWay>

export async function showWay(ctx: Context, { kind, id }: Asked) {
  const whom = { kind: kinds[kind], id }
  await requireWhom(ctx, whom, false)
  return wayOf(ctx, whom)
}

export async function chooseWay(ctx: Context, { kind, id }: Asked, input: BodyOf<typeof contract.chooseWay>) {
  const whom = { kind: kinds[kind], id }
  await requireWhom(ctx, whom, false)
  await ctx.tx
    .insertInto('chosen_ways')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      ...whomColumns(whom),
      way: input.way,
      reason: input.way === null ? null : (input.reason ?? null),
      chosen_at: ctx.now,
      chosen_by: memberOf(ctx),
    })
    .execute()
  return wayOf(ctx, whom)
}

async function wayOf(ctx: Context, whom: Whom): Promise<OutputOf<typeof contract.showWay>> {
  const rules = await wayRules(ctx)
  const { rows } = await sql<{ rule: contract.Way; chosen: contract.Way | null; reason: string | null }>`
    select ${ruleFor(rules, whom.kind, 'c')} as rule, w.way as chosen, w.reason from ${sql.table(tableOf(whom.kind))} c
    left join lateral (
      select w.way, w.reason from chosen_ways w where w.workspace_id = c.workspace_id and ${isAbout('w', whom)}
      order by w.id desc limit 1) w on true
    where c.workspace_id = ${ctx.workspace.id} and c.id = ${whom.id}`.execute(ctx.tx)
  const { rule, chosen, reason } = rows[0] ?? { rule: usual[whom.kind], chosen: null, reason: null }
  return { way: chosen ?? rule, rule, reason, isChosen: chosen !== null }
}

/** What the rule says of a customer, under this alias: the first exception that fits, else the kind. */
export function ruleFor(rules: contract.WayRules, kind: Whom['kind'], alias: string): RawBuilder<contract.Way> {
  const column = sql.ref(`${alias}.${kind === 'company' ? 'sector' : 'title'}`)
  const cases = rules.exceptions
    .filter(({ of }) => of === kind)
    .map(({ words, way }) => sql`when lower(${column}) like ${piece(words)} then ${way}::text`)
  if (cases.length === 0) return sql<contract.Way>`${rules[kind]}::text`
  return sql<contract.Way>`case ${sql.join(cases, sql` `)} else ${rules[kind]}::text end`
}

// Sectors and titles are kept as they were typed: marks count here, case does not.
function piece(words: string): string {
  return `%${likeText(words.toLowerCase())}%`
}
