import { sql } from 'kysely'
import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/sequences.ts'
import type { Context } from '../../kernel/context.ts'
import { chosenPeople } from './chosen.ts'
import { reasonToStop } from './stopping.ts'

type Preview = OutputOf<typeof contract.previewEnrolment>
type LeftOut = Preview['leftOut'][number]

const mostNamed = 20

/** Whom a start would take: nobody is in two sequences at once, nobody is contacted who asked not to be. */
export async function previewEnrolment(
  ctx: Context,
  input: BodyOf<typeof contract.previewEnrolment>,
): Promise<Preview> {
  const { chosen, more } = await chosenPeople(ctx, input, 'looked')
  const { rows } = await sql<{ person_id: string; sequence: string }>`
    select e.person_id, s.name as sequence from enrolments e
    join sequences s on s.workspace_id = e.workspace_id and s.id = e.sequence_id
    where e.workspace_id = ${ctx.workspace.id} and e.ended_at is null
      and e.person_id = any(${chosen.map(({ id }) => id)}::uuid[]) and ${reasonToStop} is null
    limit ${chosen.length}`.execute(ctx.tx)
  const sequences = new Map(rows.map(({ person_id, sequence }) => [person_id, sequence]))
  const leftOut = chosen.flatMap(({ id, name, opted_out }): LeftOut[] => {
    const sequence = sequences.get(id) ?? null
    if (opted_out) return [{ id, name, reason: 'opted_out', sequence: null }]
    return sequence === null ? [] : [{ id, name, reason: 'already_in', sequence }]
  })
  const optedOut = leftOut.filter(({ reason }) => reason === 'opted_out').length
  return {
    able: chosen.length - leftOut.length,
    alreadyIn: leftOut.length - optedOut,
    optedOut,
    more,
    leftOut: leftOut.slice(0, mostNamed),
  }
}
