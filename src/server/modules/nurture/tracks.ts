import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/nurture.ts'
import { addChoice, changeChoice, type Choices, listChoices } from '../../kernel/choices.ts'
import type { Context } from '../../kernel/context.ts'

interface Row extends Pick<contract.NurtureTrack, 'id' | 'version' | 'name' | 'steps' | 'running'> {
  readonly field_versions: Record<string, number>
  readonly name_folded: string
  readonly retired_at: Date | null
}

export const tracks: Choices<Row, contract.NurtureTrack> = {
  table: 'nurture_tracks',
  kind: 'nurture_track',
  end: 'retired',
  most: 100,
  rows: (ctx, where) => sql<Row>`
    select t.id, t.version, t.field_versions, t.name, t.name_folded, t.steps, t.retired_at, (
      select count(*)::int from nurtures n
      where n.workspace_id = t.workspace_id and n.track_id = t.id and n.ended_at is null) as running
    from nurture_tracks t where t.workspace_id = ${ctx.workspace.id} and ${where}`,
  show: ({ id, version, name, steps, running, retired_at }) => {
    return { id, version, name, steps, running, retired: retired_at !== null }
  },
}

export function listNurtureTracks(ctx: Context, query: QueryOf<typeof contract.listNurtureTracks>) {
  return listChoices(ctx, tracks, query)
}

export function addNurtureTrack(ctx: Context, { name, steps }: BodyOf<typeof contract.addNurtureTrack>) {
  return addChoice(ctx, tracks, name, { steps: inOrder(steps) })
}

export function changeNurtureTrack(ctx: Context, id: string, input: BodyOf<typeof contract.changeNurtureTrack>) {
  return changeChoice(ctx, tracks, id, input, input.steps ? { steps: inOrder(input.steps) } : {})
}

/** The touches as they follow each other, whatever the order they were written in. */
function inOrder(steps: readonly contract.TrackStep[]): string {
  return JSON.stringify(steps.toSorted((one, other) => one.afterDays - other.afterDays))
}
