import type { Context } from '../../kernel/context.ts'
import { figureWithin } from './figures.ts'
import type { Outlook } from './outlook.ts'
import { scopeOf } from './scope.ts'
import { processMap } from './stages.ts'

interface Known {
  /** Null until it is found for the first time. */
  outlook: Outlook | null
  readonly at: number
}

// A cache, never a source of truth: shares of years of deals do not change within the hour.
const known = new Map<string, Known>()
const knownMs = 3_600_000
const mostKnown = 1_000
/** Nobody waits longer for the order of a list. */
const mostMs = 50

/**
 * The outlook of a process, by the deals that the actor sees, at most an hour old; while a large workspace's is found out, the
 * one before, or null.
 */
export async function outlookOf(ctx: Context, processId: string): Promise<Outlook | null> {
  const key = [ctx.workspace.id, processId, ...(ctx.actor.sees ?? ['all'])].join(' ')
  const before = known.get(key)
  if (before !== undefined && ctx.now.getTime() - before.at < knownMs) return before.outlook
  const found: Known = { outlook: before?.outlook ?? null, at: ctx.now.getTime() }
  known.delete(key)
  known.set(key, found)
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  try {
    const [scope, process] = [scopeOf(ctx, { process: processId }), await processMap(ctx, processId)]
    const asked = { scope, process, currency: ctx.workspace.currency }
    const { now, later } = await figureWithin(ctx, 'outlook', asked, mostMs)
    void later.then(
      (outlook) => (found.outlook = outlook),
      () => known.delete(key),
    )
    return now ?? found.outlook
  } catch (error) {
    known.delete(key)
    throw error
  }
}
