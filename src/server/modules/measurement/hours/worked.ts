import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { OutputOf, QueryOf } from '../../../../contract/endpoint.ts'
import { type HoursNumber, type WorkKind, type listWorked, workKinds, works } from '../../../../contract/hours.ts'
import { instant } from '../../../../contract/primitives.ts'
import type { Context } from '../../../kernel/context.ts'
import { namedBy } from '../../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../../kernel/page.ts'
import { seen } from '../../../kernel/seen.ts'
import { loggedIn, sellingKinds, workOf } from './counting.ts'
import { lengthJoined, lengthTaken, lengthsOf } from './lengths.ts'
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
  const lengths = lengthsOf(loggedIn(await workOf(ctx, { ...all, of: null }), all))
  const working: Working = number === 'without_deal' ? { ...all, of: 'no_deal' } : all
  const { rows } = await sql<Row>`
    select p.id, p.kind, p.at, coalesce(p.minutes, ${lengthTaken}) as minutes, p.minutes is not null as "isLogged",
      ${namedBy('members', 'p.member_id')} as member,
      (select json_build_object('id', d.id, 'name', d.name) from deals d
        where d.workspace_id = p.workspace_id and d.id = p.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}) as deal
    from (
      select ${ctx.workspace.id}::uuid as workspace_id, p.* from ${pieces(ctx, working)} p
      where p.kind = any(${kindsOf(number)}::text[])
        and ${after ? sql`(p.at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
      order by p.at desc, p.id desc limit ${limit + 1}) p
    ${lengthJoined(lengths)}
    order by p.at desc, p.id desc`.execute(ctx.tx)
  return pageOf(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => ({ ...row, at: row.at.toISOString() }),
  )
}

function kindsOf(number: HoursNumber): readonly WorkKind[] {
  if (number === 'all' || number === 'without_deal') return workKinds
  if (number === 'selling') return sellingKinds
  return workKinds.filter((kind) => kind === number || works[kind].group === number)
}
