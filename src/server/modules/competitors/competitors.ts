import { sql } from 'kysely'
import type * as contract from '../../../contract/competitors.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { addChoice, changeChoice, type Choices, listChoices } from '../../kernel/choices.ts'
import type { Context } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'

interface Row {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly name: string
  readonly name_folded: string
  readonly archived_at: Date | null
  readonly lost_to: number
}

const competitors: Choices<Row, contract.Competitor> = {
  table: 'competitors',
  kind: 'competitor',
  end: 'archived',
  rows: (ctx, where) => sql<Row>`
    select t.id, t.version, t.field_versions, t.name, t.name_folded, t.archived_at, (
      select count(*)::int from losses l
      join deals d on d.workspace_id = l.workspace_id and d.id = l.deal_id and d.outcome = 'lost'
        and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      where l.workspace_id = t.workspace_id and l.competitor_id = t.id) as lost_to
    from competitors t where t.workspace_id = ${ctx.workspace.id} and ${where}`,
  show: ({ id, version, name, archived_at, lost_to }) => {
    return { id, version, name, archived: archived_at !== null, lostTo: lost_to }
  },
}

export function listCompetitors(ctx: Context, query: QueryOf<typeof contract.listCompetitors>) {
  return listChoices(ctx, competitors, query)
}

export function addCompetitor(ctx: Context, { name }: BodyOf<typeof contract.addCompetitor>) {
  return addChoice(ctx, competitors, name)
}

export function changeCompetitor(ctx: Context, id: string, input: BodyOf<typeof contract.changeCompetitor>) {
  return changeChoice(ctx, competitors, id, input)
}
