import { sql } from 'kysely'
import * as contract from '../../../contract/sample.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { read, type Route, write } from '../../kernel/route.ts'
import { loadSample } from './load.ts'
import { countRows, removeSample } from './remove.ts'

export const sampleRoutes: readonly Route[] = [
  read(contract.showSample, showSample),
  write(contract.loadSample, async (ctx, { body }) => {
    await loadSample(ctx, body)
    return { loaded: await countRows(ctx) }
  }),
  write(contract.removeSample, removeSample),
]

async function showSample(ctx: Context): Promise<OutputOf<typeof contract.showSample>> {
  const { rows } = await sql<{ loaded_at: Date | null; has_deals: boolean }>`
    select (select s.loaded_at from samples s where s.workspace_id = ${ctx.workspace.id}) as loaded_at,
      exists (select from deals d where d.workspace_id = ${ctx.workspace.id}) as has_deals`.execute(ctx.tx)
  const loadedAt = rows[0]?.loaded_at ?? null
  return { loadedAt: loadedAt?.toISOString() ?? null, hasRoom: loadedAt === null && rows[0]?.has_deals !== true }
}
