import { leaveChange } from '../../src/server/kernel/changes.ts'
import type { App } from '../kit/app.ts'

/** Makes the lines of a deal those of a time when nobody noted what was listed. */
export async function forgetListPrices({ pools, workspaceId }: App, dealId: string): Promise<void> {
  await pools.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('deal_lines')
      .set({ list_minor: null })
      .where('workspace_id', '=', workspaceId)
      .where('deal_id', '=', dealId)
      .execute()
    const ctx = { tx, now: new Date(), workspace: { id: workspaceId } }
    await leaveChange(ctx, { kind: 'deals', id: dealId, fields: ['lines'] }, [dealId])
  })
}
