import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/handoffs.ts'
import { addChoice, changeChoice, type Choices, listChoices } from '../../kernel/choices.ts'
import type { Context } from '../../kernel/context.ts'

interface Row extends Pick<contract.HandoffKind, 'id' | 'version' | 'name' | 'route' | 'checklist' | 'introductions'> {
  readonly field_versions: Record<string, number>
  readonly name_folded: string
  readonly accept_within_hours: number
  readonly retired_at: Date | null
}

export const kinds: Choices<Row, contract.HandoffKind> = {
  table: 'handoff_kinds',
  kind: 'handoff_kind',
  end: 'retired',
  most: 50,
  rows: (ctx, where) => sql<Row>`
    select t.id, t.version, t.field_versions, t.name, t.name_folded, t.route, t.accept_within_hours, t.checklist,
      t.introductions, t.retired_at
    from handoff_kinds t where t.workspace_id = ${ctx.workspace.id} and ${where}`,
  show: ({ id, version, name, route, checklist, introductions, ...row }) => {
    const acceptWithinHours = row.accept_within_hours
    return { id, version, name, route, acceptWithinHours, checklist, introductions, retired: row.retired_at !== null }
  },
}

export function listHandoffKinds(ctx: Context, query: QueryOf<typeof contract.listHandoffKinds>) {
  return listChoices(ctx, kinds, query)
}

export function addHandoffKind(ctx: Context, input: BodyOf<typeof contract.addHandoffKind>) {
  return addChoice(ctx, kinds, input.name, columnsIn(input))
}

export function changeHandoffKind(ctx: Context, id: string, input: BodyOf<typeof contract.changeHandoffKind>) {
  return changeChoice(ctx, kinds, id, input, columnsIn(input))
}

function columnsIn({ route, acceptWithinHours, checklist, introductions }: Partial<contract.HandoffKind>) {
  return {
    ...(route && { route }),
    ...(acceptWithinHours && { accept_within_hours: acceptWithinHours }),
    ...(checklist && { checklist: JSON.stringify(checklist) }),
    ...(introductions && { introductions: JSON.stringify(introductions) }),
  }
}
