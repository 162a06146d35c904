import { type RawBuilder, sql } from 'kysely'
import type { ParamsOf } from '../../../contract/endpoint.ts'
import { type Judged, type SegmentKind, type showFit as endpoint, segmentKinds } from '../../../contract/segments.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'
import { type Markets, marketsInUse, rulesOf } from './markets.ts'

type About = ParamsOf<typeof endpoint>
type Ids = Readonly<Record<SegmentKind, string | null>>

const kinds = { companies: 'company', people: 'person', households: 'household', deals: 'deal' } as const

/** Whether a customer, or that of a deal, is in a target market, and why. */
export async function showFit(ctx: Context, about: About): Promise<{ fits: boolean | null; segments: Judged[] }> {
  const ids = await customersOf(ctx, about)
  const segments = await judge(ctx, await marketsInUse(ctx), ids)
  return { fits: segments.length === 0 ? null : segments.some(({ fits }) => fits), segments }
}

/** Whom a market can judge: the customer, and of a person where they work. */
async function customersOf(ctx: Context, { kind, id }: About): Promise<Ids> {
  const columns: Record<About['kind'], RawBuilder<unknown>> = {
    companies: sql`x.id as companies, null::uuid as people, null::uuid as households`,
    people: sql`x.company_id as companies, x.id as people, null::uuid as households`,
    households: sql`null::uuid as companies, null::uuid as people, x.id as households`,
    deals: sql`coalesce(x.company_id, (select h.company_id from people h
        where h.workspace_id = x.workspace_id and h.id = x.person_id)) as companies,
      x.person_id as people, x.household_id as households`,
  }
  const { rows } = await sql<Ids>`
    select ${columns[kind]} from ${sql.table(kind)} x
    where x.workspace_id = ${ctx.workspace.id} and x.id = ${id} and ${seen(ctx.actor, sql.ref('x.owner_id'))}`.execute(
    ctx.tx,
  )
  return rows[0] ?? fail('not_found', { kind: kinds[kind] })
}

interface Verdict {
  readonly id: string
  readonly fits: boolean
  /** In the order of the market's rules. */
  readonly met: readonly boolean[]
}

async function judge(ctx: Context, markets: Markets, ids: Ids): Promise<Judged[]> {
  const asked = segmentKinds.flatMap((kind) => {
    const own = markets.all.filter((market) => market.kind === kind)
    const id = ids[kind]
    if (own.length === 0 || id === null) return []
    const verdicts = own.map(({ id: market, filter }) => {
      const met = rulesOf(filter).map((rule) => sql`coalesce(${markets.passes(kind, rule)}, false)`)
      return sql`json_build_object('id', ${market}::text, 'fits', coalesce(${markets.passes(kind, filter)}, false),
        'met', json_build_array(${sql.join(met)}))`
    })
    return [
      sql`select json_build_array(${sql.join(verdicts)}) as verdicts from ${sql.table(kind)} t
        where t.workspace_id = ${ctx.workspace.id} and t.id = ${id}
          and ${seen(ctx.actor, sql.ref('t.owner_id'))}`,
    ]
  })
  if (asked.length === 0) return []
  const { rows } = await sql<{ verdicts: readonly Verdict[] }>`${sql.join(asked, sql` union all `)}`.execute(ctx.tx)
  const verdicts = new Map(rows.flatMap((row) => row.verdicts.map((verdict) => [verdict.id, verdict] as const)))
  return markets.all.flatMap(({ id, name, kind, filter }) => {
    const verdict = verdicts.get(id)
    if (!verdict) return []
    const rules = rulesOf(filter).map((rule, at) => ({ rule: { ...rule }, met: verdict.met[at] ?? false }))
    return [{ segment: { id, name, kind }, fits: verdict.fits, rules }]
  })
}
