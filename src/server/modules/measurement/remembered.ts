import { type Context, today } from '../../kernel/context.ts'
import { sha256 } from '../../kernel/key.ts'

/** What is kept of a figure: as of which day and from which knowledge it was taken, and from how many deals. */
interface Taken {
  readonly asOf: string
  readonly knownAt: string
  readonly deals: number
}

interface Kept {
  readonly latestFact: string | null
  readonly figure: Taken
}

/** Fewer deals are added up in less time than a person notices, so that their figures are always of this moment. */
const worthKeeping = 5_000
const tenMinutes = 600_000
const mostKept = 1_000

// In this process only: another one takes the figure for itself. A cache, never a source of truth.
const kept = new Map<string, Kept>()

/**
 * A figure of a large base, taken anew after ten minutes, on a new day, or when a hundredth as many facts have been
 * written since as there are deals: an import shows at once, the work of an hour moves a median over years by nothing.
 */
export async function remembered<Figure extends Taken>(
  ctx: Context,
  processId: string,
  take: () => Promise<Figure>,
): Promise<Figure> {
  const key = `${ctx.workspace.id}/${processId}/${sight(ctx)}`
  const before = kept.get(key)
  // Under this key only this function has ever put something, and always what `take` of the same process and the same sight gave.
  if (before && (await holds(ctx, before))) return before.figure as Figure
  const latestFact = await latest(ctx)
  const figure = await take()
  kept.delete(key)
  if (figure.deals >= worthKeeping) kept.set(key, { latestFact, figure })
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return figure
}

/** Whose deals are added up: two members who see the same share a figure, others never do. */
function sight({ actor }: Context): string {
  return actor.sees === null ? 'all' : sha256(actor.sees.toSorted().join()).toString('base64url')
}

async function holds(ctx: Context, { latestFact, figure }: Kept): Promise<boolean> {
  const age = ctx.now.getTime() - new Date(figure.knownAt).getTime()
  if (figure.asOf !== today(ctx) || age < 0 || age > tenMinutes) return false
  const enough = Math.floor(figure.deals / 100)
  // Ids of facts sort by the time they were made, so that only the newest rows are looked at.
  const since = await ctx.tx
    .selectFrom('facts')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(latestFact !== null, (q) => q.where('id', '>', latestFact ?? ''))
    .orderBy('id')
    .offset(enough)
    .limit(1)
    .executeTakeFirst()
  return since === undefined
}

async function latest(ctx: Context): Promise<string | null> {
  const fact = await ctx.tx
    .selectFrom('facts')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return fact?.id ?? null
}
