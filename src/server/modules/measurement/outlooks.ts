import type { Context } from '../../kernel/context.ts'
import { figure } from './figures.ts'
import type { Outlook } from './outlook.ts'
import { scopeOf } from './scope.ts'
import { processMap } from './stages.ts'

interface Known {
  readonly outlook: Promise<Outlook>
  readonly at: number
}

// A cache, never a source of truth: shares of years of deals do not change within the hour.
const known = new Map<string, Known>()
const knownMs = 3_600_000
const mostKnown = 1_000

/** The outlook of a process, by the deals that the actor sees. At most an hour old. */
export async function outlookOf(ctx: Context, processId: string): Promise<Outlook> {
  const key = [ctx.workspace.id, processId, ...(ctx.actor.sees ?? ['all'])].join(' ')
  const before = known.get(key)
  if (before !== undefined && ctx.now.getTime() - before.at < knownMs) return before.outlook
  const outlook = takeOutlook(ctx, processId)
  known.delete(key)
  known.set(key, { outlook, at: ctx.now.getTime() })
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  outlook.catch(() => known.delete(key))
  return outlook
}

async function takeOutlook(ctx: Context, processId: string): Promise<Outlook> {
  const [scope, process] = [scopeOf(ctx, { process: processId }), await processMap(ctx, processId)]
  return figure(ctx, 'outlook', { scope, process, currency: ctx.workspace.currency })
}
