import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../../contract/sequences.ts'
import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireReferences } from '../../kernel/references.ts'
import { seen } from '../../kernel/seen.ts'
import { addWorkingDays, type ClosedOn } from '../../kernel/working-days.ts'
import { countryOfPerson } from '../people/index.ts'
import { type Chosen, chosenPeople } from './chosen.ts'
import { type SequenceRow, findSequence } from './sequences.ts'
import { stopAnswered } from './stopping.ts'
import { drawnSequences } from './tested.ts'

type Input = BodyOf<typeof contract.enrolPeople>

/**
 * Starts a sequence with people: who they are is read at once, and they all begin in one statement. Whose deal a running experiment
 * gave another sequence begins that one.
 */
export async function enrolPeople(
  ctx: Context,
  id: string,
  input: Input,
): Promise<OutputOf<typeof contract.enrolPeople>> {
  const sequence = await findSequence(ctx, id)
  if (sequence.retired_at !== null) fail('sequence_retired')
  const { ownerId = null } = input
  await requireReferences(ctx, { ownerId: 'members' }, { ownerId })
  const { chosen, more } = await chosenPeople(ctx, input, 'written')
  const able = chosen.filter((person) => !person.opted_out)
  // Whoever has replied since may begin anew.
  await stopAnswered(ctx, sql`e.person_id = any(${able.map((person) => person.id)}::uuid[])`)
  const drawn = await drawnSequences(ctx, id, workedDeals(ctx, sql`any(${able.map((person) => person.id)}::uuid[])`))
  const closed = await closedDaysOf(ctx)
  const begin = async (into: SequenceRow, people: readonly Chosen[]) => {
    const dueOn = dueDays(ctx, into.steps[0]?.waitDays ?? 0, closed)
    const rows = people.map((person) => ({
      id: newId(),
      personId: person.id,
      ownerId: ownerId ?? person.owner_id ?? memberOf(ctx),
      dueOn: dueOn(countryOfPerson(ctx.workspace, person)),
    }))
    return start(ctx, into, rows)
  }
  let [started, elsewhere] = [0, 0]
  for (const [into, people] of Map.groupBy(able, (person) => drawn.get(person.id) ?? id)) {
    const begun = await begin(into === id ? sequence : await findSequence(ctx, into), people)
    started += begun
    if (into !== id) elsewhere += begun
  }
  return {
    started,
    drawn: elsewhere,
    alreadyIn: able.length - started,
    optedOut: chosen.length - able.length,
    more,
  }
}

/** The day of a step so many working days from today, by country: worked out once for each. */
function dueDays(ctx: Context, waitDays: number, closed: ClosedOn): (country: string | null) => string {
  const days = new Map<string | null, string>()
  const from = today(ctx)
  return (country) => {
    const day = days.get(country) ?? addWorkingDays(from, waitDays, country, closed)
    days.set(country, day)
    return day
  }
}

interface Starting {
  readonly id: string
  readonly personId: string
  readonly ownerId: string | null
  readonly dueOn: string
}

/** Writes them all, each with the open deal it has: who is in a sequence already is passed over. */
async function start(ctx: Context, { id, version_id }: { id: string; version_id: string }, rows: readonly Starting[]) {
  const { rows: started } = await sql<{ count: number }>`
    with wanted as materialized (
      select * from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.personId)}::uuid[],
        ${rows.map((row) => row.ownerId)}::uuid[], ${rows.map((row) => row.dueOn)}::date[])
        as r (id, person_id, owner_id, due_on)
    ), worked as materialized (
      ${workedDeals(ctx, sql`any(select person_id from wanted)`)}
    ), begun as (
      insert into enrolments (workspace_id, id, sequence_id, version_id, person_id, deal_id, owner_id, due_on, started_at, started_by)
      select ${ctx.workspace.id}::uuid, r.id, ${id}::uuid, ${version_id}::uuid, r.person_id, w.deal_id, r.owner_id, r.due_on,
        ${ctx.now}::timestamptz, ${ctx.actor.id}::uuid
      from wanted r left join worked w on w.person_id = r.person_id
      on conflict (workspace_id, person_id) where ended_at is null do nothing
      returning 1
    )
    select count(*)::int as count from begun`.execute(ctx.tx)
  return started[0]?.count ?? 0
}

/** Part of a select: people, each with the open deal it has, the newest of several. */
function workedDeals(ctx: Context, people: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select x.person_id, max(x.id::text)::uuid as deal_id from (
      select d.person_id, d.id from deals d
      where d.workspace_id = ${ctx.workspace.id} and d.outcome = 'open' and d.person_id is not null
        and ${seen(ctx.actor, sql.ref('d.owner_id'))} and d.person_id = ${people}
      union all
      select s.person_id, d.id from stakeholders s
      join deals d on d.workspace_id = s.workspace_id and d.id = s.deal_id and d.outcome = 'open'
        and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      where s.workspace_id = ${ctx.workspace.id} and s.person_id = ${people}
    ) x group by x.person_id`
}
