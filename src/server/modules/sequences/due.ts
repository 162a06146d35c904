import { sql } from 'kysely'
import type * as contract from '../../../contract/sequences.ts'
import { type Context, today } from '../../kernel/context.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { seen } from '../../kernel/seen.ts'
import { merge } from './merging.ts'
import { reasonToStop } from './stopping.ts'
import { variantOf } from './variant.ts'

const most = 100

interface DueRow extends Pick<contract.DueStep, 'person' | 'deal' | 'owner' | 'sequence'> {
  readonly id: string
  readonly version_id: string
  readonly step: number
  readonly due_on: string
  readonly steps: readonly contract.Step[]
}

interface Asked {
  /** Null: those of everybody whom the actor sees. */
  readonly memberId: string | null
  readonly day?: string | undefined
  readonly sequence?: string | undefined
}

/**
 * The steps that a member has to do by the end of a day, first those that wait longest. Read by the index of owners and days;
 * more of them than are shown are looked at only where many have replied since that was last written down.
 */
export async function dueSteps(ctx: Context, { memberId, day = today(ctx), sequence }: Asked) {
  const { rows } = await sql<DueRow>`
    select e.id, e.version_id, e.step, e.due_on, v.steps,
      json_build_object('id', p.id, 'name', p.name, 'title', p.title, 'email', p.email,
        'phone', coalesce(p.phone_e164, p.phone), 'linkedin', p.linkedin,
        'company', ${namedBy('companies', 'p.company_id')}) as person,
      ${namedBy('deals', 'e.deal_id')} as deal, ${namedBy('sequences', 'e.sequence_id')} as sequence,
      ${namedBy('members', 'e.owner_id')} as owner
    from enrolments e
    join people p on p.workspace_id = e.workspace_id and p.id = e.person_id and ${seen(ctx.actor, sql.ref('p.owner_id'))}
    join sequence_versions v on v.workspace_id = e.workspace_id and v.id = e.version_id
    where e.workspace_id = ${ctx.workspace.id} and e.ended_at is null and e.due_on <= ${day}
      ${memberId === null ? sql`` : sql`and e.owner_id = ${memberId}`}
      ${sequence === undefined ? sql`` : sql`and e.sequence_id = ${sequence}`}
      and e.step <= jsonb_array_length(v.steps) and ${reasonToStop} is null
    order by e.due_on, e.id limit ${most}`.execute(ctx.tx)
  return rows.flatMap((row) => showDue(row) ?? [])
}

function showDue(row: DueRow): contract.DueStep | null {
  const { person, deal, owner, sequence, steps } = row
  const step = steps[row.step - 1]
  if (!step) return null
  const variant = variantOf(row.version_id, row.step, step, person.id)
  const wording = variant === 'b' ? step.b : step.a
  const values = valuesOf(person, deal, owner)
  const subject = wording?.subject ? merge(wording.subject, values) : null
  const body = wording ? merge(wording.body, values) : null
  return {
    enrolmentId: row.id,
    sequence,
    person,
    deal,
    owner,
    dueOn: row.due_on,
    number: row.step,
    of: steps.length,
    kind: step.kind,
    channel: step.channel,
    title: step.title,
    variant,
    subject: subject?.text ?? null,
    body: body?.text ?? null,
    missing: [...new Set([...(subject?.missing ?? []), ...(body?.missing ?? [])])],
  }
}

function valuesOf(person: contract.DueStep['person'], deal: Named | null, owner: Named | null) {
  return {
    first_name: person.name.split(/\s+/)[0] ?? null,
    name: person.name,
    company: person.company?.name ?? null,
    title: person.title,
    deal: deal?.name ?? null,
    my_name: owner?.name ?? null,
  }
}
