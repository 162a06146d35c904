import { sql } from 'kysely'
import type { CommissionLine, LinePart } from '../../../contract/commission.ts'
import type { Context } from '../../kernel/context.ts'
import { namedBy } from '../../kernel/named.ts'
import { closedStatements } from './ledger.ts'
import { type Before, type Ground, type Telling, partsBy } from './parts.ts'
import type { DatedLine } from './reckoning.ts'

/** A statement whose lines are told: as it stands, or as it was closed. */
export interface Told extends Ground {
  readonly memberId: string
  readonly from: string
  readonly knownAt: Date
}

/** Lines that are not kept yet, with the names of their deals. */
export async function openLines(ctx: Context, told: Told, lines: readonly DatedLine[]): Promise<CommissionLine[]> {
  const ids = [...new Set(lines.flatMap(({ dealId }) => dealId ?? []))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from deals where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(ctx.tx)
  const deals = new Map(rows.map((row) => [row.id, row]))
  const partsIn = await partsOfLines(ctx, told, lines)
  return lines.map(({ dealId, ...line }) => ({
    id: null,
    ...line,
    parts: partsIn(line),
    deal: deals.get(dealId ?? '') ?? null,
    comments: 0,
    state: null,
  }))
}

/** The lines of a closed statement, in their order. */
export async function closedLines(ctx: Context, statementId: string, told: Told): Promise<CommissionLine[]> {
  const { rows } = await sql<CommissionLine>`
    select l.id, l.key, l.kind, l.for_on::text as "forOn", ${namedBy('deals', 'l.deal_id')} as deal, l.minor, l.details,
      (select count(*) from commission_comments c where c.workspace_id = l.workspace_id and c.line_id = l.id) as comments,
      (select c.state from commission_comments c where c.workspace_id = l.workspace_id and c.line_id = l.id
        order by c.id desc limit 1) as state
    from commission_lines l
    where l.workspace_id = ${ctx.workspace.id} and l.statement_id = ${statementId}
    order by l.position`.execute(ctx.tx)
  const partsIn = await partsOfLines(ctx, told, rows)
  return rows.map((line) => ({ ...line, parts: partsIn(line) }))
}

type Explained = Omit<DatedLine, 'dealId'>

/** What says of each of a statement's lines how it came about: by its own terms, or by those that the period it sets right was closed by. */
export async function partsOfLines(
  ctx: Context,
  told: Told,
  lines: readonly Explained[],
): Promise<(line: Explained) => LinePart[]> {
  const own = partsBy(told)
  const earlier = lines.filter(({ forOn }) => forOn !== told.from)
  if (earlier.length === 0) return (line) => own(line, [])
  const closed = await closedStatements(ctx, [told.memberId], { before: told.knownAt })
  const booked = await bookedFor(
    ctx,
    closed.map(({ id }) => id),
    earlier,
  )
  const of = new Map(
    closed.map(({ from, terms, quotaMinor }): [string, Telling] => [from, partsBy({ terms: terms.terms, quotaMinor })]),
  )
  return (line) =>
    line.forOn === told.from ? own(line, []) : (of.get(line.forOn) ?? own)(line, booked.get(nameOf(line)) ?? [])
}

/** What statements have booked under the keys of lines, in the order of their periods. */
async function bookedFor(ctx: Context, statementIds: readonly string[], lines: readonly Explained[]) {
  const { rows } = await sql<Before & Pick<Explained, 'key' | 'forOn'>>`
    select l.key, l.for_on::text as "forOn", s.from_on::text as "statementOn", l.minor
    from commission_lines l
    join commission_statements s on s.workspace_id = l.workspace_id and s.id = l.statement_id
    where l.workspace_id = ${ctx.workspace.id} and l.statement_id = any(${statementIds}::uuid[])
      and l.key = any(${[...new Set(lines.map(({ key }) => key))]})
    order by s.from_on, l.position`.execute(ctx.tx)
  return Map.groupBy(rows, nameOf)
}

function nameOf({ key, forOn }: Pick<Explained, 'key' | 'forOn'>): string {
  return `${key} ${forOn}`
}
