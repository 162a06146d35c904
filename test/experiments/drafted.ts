import * as processes from '../../src/contract/process.ts'
import { daysAgo, draftsOf, type World } from '../kit/world.ts'

/** A process of its own whose draft has no objections. */
export async function draftedProcess({ mia }: World, name: string) {
  const made = await mia.call(processes.addProcess, { body: { template: 'seven-steps', name, language: 'en' } })
  const draft = await mia.call(processes.draftProcess, { params: { id: made.id } })
  const stages = draftsOf(draft).filter(({ key }) => key !== 'objections')
  await mia.call(processes.changeDraft, { params: { id: draft.id }, version: draft.version, body: { stages } })
  return { processId: made.id, one: made.versions[0]?.id ?? '', two: draft.id }
}

/** An experiment with the draft, over in five days. */
export const design = (ids: { processId: string; two: string }, more: object = {}) => ({
  processId: ids.processId,
  changedVersionId: ids.two,
  horizonDays: 5,
  smallestEffect: 20,
  ...more,
})

/** Moves the start back, as if the experiment had run for so long. */
export async function startedDaysAgo(world: World, id: string, days: number): Promise<void> {
  await world.rondo.pools.db
    .updateTable('experiments')
    .set({ started_at: new Date(daysAgo(days)) })
    .where('workspace_id', '=', world.rondo.workspaceId)
    .where('id', '=', id)
    .execute()
}
