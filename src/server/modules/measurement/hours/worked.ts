import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { OutputOf, QueryOf } from '../../../../contract/endpoint.ts'
import { type HoursNumber, type WorkKind, type listWorked, workKinds, works } from '../../../../contract/hours.ts'
import { instant } from '../../../../contract/primitives.ts'
import type { Context } from '../../../kernel/context.ts'
import { namedBy } from '../../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../../kernel/page.ts'
import { seen } from '../../../kernel/seen.ts'
import { dayNumber, dayText, daysIn } from '../history.ts'
import { daysHolding, loggedIn, sellingKinds, workOf } from './counting.ts'
import { type Length, lengthJoined, lengthTaken, lengthsOf } from './lengths.ts'
import { type Working, pieces, workingOf } from './pieces.ts'

type Row = Omit<OutputOf<typeof listWorked>['items'][number], 'at'> & { readonly at: Date }

const cursor = z.tuple([instant, z.uuid()])

/** The pieces of work behind a number, newest first, by the rules of the figure. */
export async function piecesWorked(
  ctx: Context,
  { number, limit, after: cursorText, ...asked }: QueryOf<typeof listWorked>,
) {
  const after = decodeCursor(cursorText, cursor)
  const all = workingOf(ctx, asked)
  const work = await workOf(ctx, { ...all, of: null })
  const lengths = lengthsOf(loggedIn(work, all))
  const last = dayNumber(all.to)
  const shown = after === null ? Infinity : daysIn(ctx.workspace.timeZone)(Date.parse(after[0]))
  if (shown < dayNumber(all.from)) return { items: [], next: null }
  const of = number === 'without_deal' ? 'no_deal' : all.of
  const working: Working = { ...all, of, to: dayText(Math.min(shown, last)) }
  const kinds = kindsOf(number)
  const read = (days: Working) => pageOfPieces(ctx, days, { kinds, after, limit, lengths })
  // Only the days that hold the page are read: how much was done on each is known. Of that of the cursor some has been shown.
  const counted = working.of === null ? work : await workOf(ctx, working)
  const isWhole = shown > last
  const { from, isEnough } = daysHolding(counted, working, kinds, { many: limit + 1, isWhole })
  const rows = from === null ? [] : await read({ ...working, from })
  return pageOf(
    // What is known of the days may be newer than what is read.
    isEnough && rows.length <= limit ? await read(working) : rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => ({ ...row, at: row.at.toISOString() }),
  )
}

interface Asked {
  readonly kinds: readonly WorkKind[]
  readonly after: z.output<typeof cursor> | null
  readonly limit: number
  readonly lengths: readonly Length[]
}

async function pageOfPieces(ctx: Context, working: Working, { kinds, after, limit, lengths }: Asked): Promise<Row[]> {
  // When pieces were done, indexes alone tell; what they were, their rows.
  const times = await sql<{ at: Date }>`
    select p.at from ${pieces(ctx, working, { by: 'nothing' })} p
    where p.kind = any(${kinds}::text[]) and ${after ? sql`p.at < ${after[0]}::timestamptz` : sql`true`}
    order by p.at desc limit 1 offset ${limit}`.execute(ctx.tx)
  const since = times.rows[0]?.at
  const { rows } = await sql<Row>`
    select p.id, p.kind, p.at, coalesce(p.minutes, ${lengthTaken}) as minutes, p.minutes is not null as "isLogged",
      ${namedBy('members', 'p.member_id')} as member,
      (select json_build_object('id', d.id, 'name', d.name) from deals d
        where d.workspace_id = p.workspace_id and d.id = p.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}) as deal
    from (
      select ${ctx.workspace.id}::uuid as workspace_id, p.* from ${pieces(ctx, working, { by: 'piece', ...(since ? { since } : {}) })} p
      where p.kind = any(${kinds}::text[])
        and ${after ? sql`(p.at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
      order by p.at desc, p.id desc limit ${limit + 1}) p
    ${lengthJoined(lengths)}
    order by p.at desc, p.id desc`.execute(ctx.tx)
  return rows
}

function kindsOf(number: HoursNumber): readonly WorkKind[] {
  if (number === 'all' || number === 'without_deal') return workKinds
  if (number === 'selling') return sellingKinds
  return workKinds.filter((kind) => kind === number || works[kind].group === number)
}
