import { sql } from 'kysely'
import type * as contract from '../../../contract/closing.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type { CloseTechnique } from '../../../contract/facts.ts'
import { addChoice, changeChoice, type Choices, findChoice, listChoices } from '../../kernel/choices.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'

interface Row {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly name: string
  readonly name_folded: string
  readonly retired_at: Date | null
}

const techniques: Choices<Row, contract.OwnTechnique> = {
  table: 'close_techniques',
  kind: 'close_technique',
  end: 'retired',
  // More than these nobody compares.
  most: 50,
  rows: (ctx, where) => sql<Row>`
    select t.id, t.version, t.field_versions, t.name, t.name_folded, t.retired_at
    from close_techniques t where t.workspace_id = ${ctx.workspace.id} and ${where}`,
  show: ({ id, version, name, retired_at }) => ({ id, version, name, retired: retired_at !== null }),
}

export function listCloseTechniques(ctx: Context, query: QueryOf<typeof contract.listCloseTechniques>) {
  return listChoices(ctx, techniques, query)
}

export function addCloseTechnique(ctx: Context, { name }: BodyOf<typeof contract.addCloseTechnique>) {
  return addChoice(ctx, techniques, name)
}

export function changeCloseTechnique(ctx: Context, id: string, input: BodyOf<typeof contract.changeCloseTechnique>) {
  return changeChoice(ctx, techniques, id, input)
}

/** One of one's own is named exactly where the technique is one. */
export async function requireTechnique(ctx: Context, technique: CloseTechnique, id: string | undefined): Promise<void> {
  if ((technique === 'own') !== (id !== undefined)) fail('unknown_reference', { field: 'techniqueId' })
  if (id === undefined) return
  const { retired_at } = await findChoice(ctx, techniques, id, { field: 'techniqueId' })
  if (retired_at !== null) fail('unknown_reference', { field: 'techniqueId' })
}
