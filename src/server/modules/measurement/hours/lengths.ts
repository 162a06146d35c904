import { type RawBuilder, sql } from 'kysely'
import { type WorkKind, works, workKinds } from '../../../../contract/hours.ts'
import type { Context } from '../../../kernel/context.ts'
import { type Working, pieces, timedKinds } from './pieces.ts'

/** From so many logged ones on, their median says how long the others lasted. */
const fewestTimed = 10

/** The usual length of those that were logged: of a member's, or, without one, of everybody's. */
export interface Length {
  readonly kind: WorkKind
  readonly member: string | null
  readonly minutes: number
}

/** What is known of the length of work, by the period asked about: of everybody's whom one sees, and of each one's own. */
export async function lengthsOf(ctx: Context, working: Working): Promise<Length[]> {
  const { rows } = await sql<Length>`
    select p.kind, p.member_id as member, percentile_cont(0.5) within group (order by p.minutes)::float8 as minutes
    from ${pieces(ctx, working, { isWhole: false })} p
    where p.minutes is not null and p.kind = any(${timedKinds}::text[])
    group by grouping sets ((p.kind, p.member_id), (p.kind))
    having count(*) >= ${fewestTimed} limit 100000`.execute(ctx.tx)
  return rows
}

/** What a piece of a kind without a length of its own is taken to last, for everybody. */
export function usualLengths(
  lengths: readonly Length[],
): ReadonlyMap<WorkKind, { minutes: number; from: 'logged' | 'set' }> {
  const logged = new Map(lengths.flatMap(({ kind, member, minutes }) => (member === null ? [[kind, minutes]] : [])))
  return new Map(
    workKinds.map((kind) => {
      const minutes = logged.get(kind)
      return [kind, minutes === undefined ? { minutes: works[kind].minutes, from: 'set' } : { minutes, from: 'logged' }]
    }),
  )
}

/** The length of a piece of `p` that says none: the member's own usual one, else everybody's. */
export function lengthJoined(lengths: readonly Length[]): RawBuilder<unknown> {
  const all = [...usualLengths(lengths)].map(([kind, { minutes }]) => ({ kind, minutes }))
  const own = lengths.filter(({ member }) => member !== null)
  return sql`
    join jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as everybody (kind text, minutes float8) on everybody.kind = p.kind
    left join jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as own (kind text, member uuid, minutes float8)
      on own.kind = p.kind and own.member = p.member_id`
}

/** Minutes of such a piece, by the same join. */
export const lengthTaken = sql`coalesce(own.minutes, everybody.minutes)`
