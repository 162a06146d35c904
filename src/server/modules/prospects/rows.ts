import { type RawBuilder, sql } from 'kysely'
import type { Class, Prospect, RankReason, ScorePart } from '../../../contract/prospects.ts'

type Named = readonly [id: string, name: string]

/** A prospect as it is read: of a place on a list `p`, or of a deal `d`. */
export interface ProspectRow {
  readonly id: string
  readonly kind: Prospect['kind']
  readonly state: Prospect['state']
  readonly customer_kind: NonNullable<Prospect['customer']>['kind'] | null
  readonly customer_id: string | null
  /** What is told of the customer; null for a deal of nobody. */
  readonly known: {
    readonly name: string
    readonly title: string | null
    readonly phone: string | null
    readonly email: string | null
    readonly city: string | null
    readonly company: Named | null
  } | null
  readonly name: string | null
  /** On which list; null for a deal that came from none. */
  readonly place: {
    readonly list: Named
    readonly grade: Prospect['grade']
    readonly note: string | null
    readonly workedAt: string | null
  } | null
  readonly source: Named | null
  readonly owner: Named | null
  readonly score: number
  readonly reasons: readonly RankReason[]
  readonly reason_points: readonly number[]
  readonly class: Class | null
  readonly chance: number | null
  readonly score_parts: readonly ScorePart[] | null
  readonly set_aside_until: string | null
  readonly drop_reason: Prospect['dropReason']
  readonly deal: readonly [id: string, stage: string, nextStepOn: string | null] | null
  readonly listed_at: Date
}

/** What is told of the customer in `x.person_id`, `x.company_id` or `x.household_id`. */
function known(x: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${x}.${column}`)
  return sql`case
    when ${of('person_id')} is not null then (
      select json_build_object('name', h.name, 'title', h.title, 'phone', h.phone, 'email', h.email, 'city', coalesce(h.city, c.city),
        'company', case when c.id is not null then json_build_array(c.id, c.name) end)
      from people h left join companies c on c.workspace_id = h.workspace_id and c.id = h.company_id
      where h.workspace_id = ${of('workspace_id')} and h.id = ${of('person_id')})
    when ${of('company_id')} is not null then (
      select json_build_object('name', c.name, 'title', c.sector, 'phone', c.phone, 'email', c.email, 'city', c.city)
      from companies c where c.workspace_id = ${of('workspace_id')} and c.id = ${of('company_id')})
    when ${of('household_id')} is not null then (
      select json_build_object('name', h.name, 'title', h.street, 'phone', h.phone, 'email', h.email, 'city', h.city)
      from households h where h.workspace_id = ${of('workspace_id')} and h.id = ${of('household_id')})
    end as known,
    case when ${of('person_id')} is not null then 'person' when ${of('company_id')} is not null then 'company'
      when ${of('household_id')} is not null then 'household' end as customer_kind,
    coalesce(${of('person_id')}, ${of('company_id')}, ${of('household_id')}) as customer_id,
    (select json_build_array(s.id, s.name) from sources s
      where s.workspace_id = ${of('workspace_id')} and s.id = ${of('source_id')}) as source,
    (select json_build_array(m.id, m.name) from members m
      where m.workspace_id = ${of('workspace_id')} and m.id = ${of('owner_id')}) as owner`
}

const listOf = sql`(select json_build_array(l.id, l.name) from lists l
  where l.workspace_id = p.workspace_id and l.id = p.list_id)`
const dealOf = sql`json_build_array(d.id,
  (select s.name from stages s where s.workspace_id = d.workspace_id and s.id = d.stage_id), d.next_step_on)`

/** Of a place on a list, from `prospects p`. */
export const entryColumns: RawBuilder<ProspectRow> = sql`
  p.id, 'entry' as kind, p.state, ${known('p')}, p.set_aside_until, p.drop_reason,
  (select ${dealOf} from deals d where d.workspace_id = p.workspace_id and d.id = p.deal_id) as deal,
  p.created_at as listed_at, null::text as name,
  json_build_object('list', ${listOf}, 'grade', p.grade, 'note', p.note, 'workedAt', p.worked_at) as place,
  p.score, p.reasons, p.reason_points, p.class, p.chance, p.score_parts`

/** Of a deal, from `deals d`; a deal that several lists led to says what the latest of them says. Score and reasons come beside. */
export const dealColumns = sql`
  d.id, 'deal' as kind, 'claimed' as state, ${known('d')}, null::date as set_aside_until, null::text as drop_reason,
  ${dealOf} as deal, d.opened_at as listed_at, d.name,
  (select json_build_object('list', ${listOf}, 'grade', p.grade, 'note', p.note, 'workedAt', p.worked_at) from prospects p
    where p.workspace_id = d.workspace_id and p.deal_id = d.id order by p.id desc limit 1) as place`

export function showRow(row: ProspectRow): Prospect {
  const { known: told, place } = row
  const named = (pair: Named | null | undefined) => (pair ? { id: pair[0], name: pair[1] } : null)
  const customer =
    row.customer_kind !== null && row.customer_id !== null
      ? { kind: row.customer_kind, id: row.customer_id, name: told?.name ?? '' }
      : null
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    customer,
    name: row.name ?? told?.name ?? '',
    company: named(told?.company),
    title: told?.title ?? null,
    phone: told?.phone ?? null,
    email: told?.email ?? null,
    city: told?.city ?? null,
    list: named(place?.list),
    source: named(row.source),
    owner: named(row.owner),
    grade: place?.grade ?? null,
    score: row.score,
    reasons: row.reasons.map((code, at) => ({ code, points: row.reason_points[at] ?? 0 })),
    class: row.class,
    chance: row.chance,
    parts: [...(row.score_parts ?? [])],
    setAsideUntil: row.set_aside_until,
    dropReason: row.drop_reason,
    note: place?.note ?? null,
    deal: row.deal && { id: row.deal[0], stage: row.deal[1], nextStepOn: row.deal[2] },
    listedAt: row.listed_at.toISOString(),
    // JSON made by the database writes an instant with its offset.
    workedAt: place?.workedAt ? new Date(place.workedAt).toISOString() : null,
  }
}
