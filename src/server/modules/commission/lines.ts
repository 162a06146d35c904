import { sql } from 'kysely'
import type { CommissionLine } from '../../../contract/commission.ts'
import type { Context } from '../../kernel/context.ts'
import { namedBy } from '../../kernel/named.ts'
import type { DatedLine } from './reckoning.ts'

/** Lines that are not kept yet, with the names of their deals. */
export async function openLines(ctx: Context, lines: readonly DatedLine[]): Promise<CommissionLine[]> {
  const ids = [...new Set(lines.flatMap(({ dealId }) => dealId ?? []))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from deals where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(ctx.tx)
  const deals = new Map(rows.map((row) => [row.id, row]))
  return lines.map(({ dealId, ...line }) => ({
    id: null,
    ...line,
    deal: deals.get(dealId ?? '') ?? null,
    comments: 0,
    state: null,
  }))
}

/** The lines of a closed statement, in their order. */
export async function closedLines(ctx: Context, statementId: string): Promise<CommissionLine[]> {
  const { rows } = await sql<CommissionLine>`
    select l.id, l.key, l.kind, l.for_on::text as "forOn", ${namedBy('deals', 'l.deal_id')} as deal, l.minor, l.details,
      (select count(*) from commission_comments c where c.workspace_id = l.workspace_id and c.line_id = l.id) as comments,
      (select c.state from commission_comments c where c.workspace_id = l.workspace_id and c.line_id = l.id
        order by c.id desc limit 1) as state
    from commission_lines l
    where l.workspace_id = ${ctx.workspace.id} and l.statement_id = ${statementId}
    order by l.position`.execute(ctx.tx)
  return rows
}
