import { type RawBuilder, sql } from 'kysely'
import { type Filter, isCondition } from '../../../contract/filters.ts'
import { mostSegments, type SegmentKind, segmentKinds } from '../../../contract/segments.ts'
import type { Context } from '../../kernel/context.ts'
import { passes } from '../../kernel/list/conditions.ts'
import type { ListSource } from '../../kernel/list/source.ts'
import { withOwnFields } from '../fields/index.ts'
import { companySource, householdSource, peopleSource } from '../people/index.ts'

/** What judging needs: it also happens without anybody having asked. */
export type Judging = Pick<Context, 'tx' | 'workspace' | 'now'>

export interface Market {
  readonly id: string
  readonly name: string
  readonly kind: SegmentKind
  readonly filter: Filter
}

/** The target markets that are in use, ready to judge by. */
export interface Markets {
  readonly all: readonly Market[]
  /** Whether a row `t` of the market's kind passes a rule. */
  readonly passes: (kind: SegmentKind, rule: Filter) => RawBuilder<boolean>
}

const sources: Readonly<Record<SegmentKind, ListSource>> = {
  companies: companySource,
  people: peopleSource,
  households: householdSource,
}

/** A kind of customers as filters see it, with the fields that the workspace has made. */
export function sourceOf(ctx: Judging, kind: SegmentKind): Promise<ListSource> {
  return withOwnFields(asNobody(ctx), sources[kind])
}

// A market judges the same whoever asks: no rule of it names "me", and whose customer somebody is does not matter.
function asNobody(ctx: Judging): Context {
  const { tx, workspace, now } = ctx
  return {
    tx,
    workspace,
    now,
    actor: { kind: 'automation', id: workspace.id, role: 'owner', sees: null },
    version: null,
  }
}

export async function marketsInUse(ctx: Judging): Promise<Markets> {
  const all = await ctx.tx
    .selectFrom('segments')
    .select(['id', 'name', 'kind', 'filter'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('retired_at', 'is', null)
    .orderBy('name')
    .limit(mostSegments)
    .execute()
  return marketsOf(ctx, all)
}

/** These markets, ready to judge by. */
export async function marketsOf(ctx: Judging, all: readonly Market[]): Promise<Markets> {
  const used = segmentKinds.filter((kind) => all.some((market) => market.kind === kind))
  const known = new Map(await Promise.all(used.map(async (kind) => [kind, await sourceOf(ctx, kind)] as const)))
  const nobody = asNobody(ctx)
  return { all, passes: (kind, rule) => passes(nobody, known.get(kind) ?? sources[kind], rule) }
}

/** Columns that name a customer, of any alias but `t` and `h`. */
export interface Who {
  readonly workspace: RawBuilder<unknown>
  readonly person: RawBuilder<unknown>
  readonly company: RawBuilder<unknown>
  readonly household: RawBuilder<unknown>
}

/** The columns `x.person_id`, `x.company_id` and `x.household_id`. */
function whoOf(x: string): Who {
  return {
    workspace: sql.ref(`${x}.workspace_id`),
    person: sql.ref(`${x}.person_id`),
    company: sql.ref(`${x}.company_id`),
    household: sql.ref(`${x}.household_id`),
  }
}

/** The company of a customer: the one named, or where the person named works. */
export function workplaceOf({ workspace, person, company }: Who): RawBuilder<unknown> {
  return sql`coalesce(${company}, (select h.company_id from people h where h.workspace_id = ${workspace} and h.id = ${person}))`
}

/** Whether a customer fits a market: true or false, null where no market judges such a one. */
export function fitOf(markets: Markets, x: string): RawBuilder<boolean | null> {
  const who = whoOf(x)
  const ids = { people: who.person, companies: workplaceOf(who), households: who.household }
  const asked = segmentKinds.flatMap((kind) => {
    const rules = markets.all.filter((market) => market.kind === kind).map(({ filter }) => markets.passes(kind, filter))
    return rules.length === 0 ? [] : [{ kind, id: ids[kind], rule: sql.join(rules, sql` or `) }]
  })
  if (asked.length === 0) return sql<null>`null::boolean`
  const fits = asked.map(
    ({ kind, id, rule }) => sql`exists (
      select 1 from ${sql.table(kind)} t where t.workspace_id = ${who.workspace} and t.id = ${id} and (${rule}))`,
  )
  const isJudged = asked.map(({ id }) => sql`${id} is not null`)
  return sql<boolean | null>`case when ${sql.join(fits, sql` or `)} then true
    when ${sql.join(isJudged, sql` or `)} then false end`
}

/** The parts of a filter that must all hold: what is told one by one. */
export function rulesOf(filter: Filter): readonly Filter[] {
  return !isCondition(filter) && 'and' in filter ? filter.and : [filter]
}
