import { type RawBuilder, sql } from 'kysely'
import { type Context, dayOf } from '../../kernel/context.ts'
import { fitOf, marketsInUse } from '../segments/index.ts'
import { type Known, rank, scoreOf, type Yield, yieldOf } from './rank.ts'
import type { Grade, RankReason } from '../../../contract/prospects.ts'

/** At once, so that no transaction holds its locks for long. */
export const rankedAtOnce = 5_000

interface Entry {
  readonly id: string
  readonly has_phone: boolean
  readonly has_email: boolean
  readonly title: string | null
  readonly grade: Grade | null
  readonly fits: boolean | null
  readonly source_id: string | null
  readonly created_at: Date
  readonly promised: boolean
}

/**
 * Ranks places on lists anew by what is known now, as many as are taken at once; `which` names them as `p`. Answers with the
 * last of them, after which the next call goes on, or null when there are no more.
 */
export async function rankEntries(ctx: Ranking, which: RawBuilder<unknown>): Promise<string | null> {
  const entries = await readEntries(ctx, which)
  if (entries.length === 0) return null
  const yields = await sourceYields(ctx)
  const day = dayOf(ctx.now, ctx.workspace.timeZone)
  await writeRanks(
    ctx,
    entries.map((entry) => rankOf(ctx, entry, yields, day)),
  )
  return entries.length < rankedAtOnce ? null : (entries.at(-1)?.id ?? null)
}

/** The part of a context that ranking needs: it also runs without anybody having asked. */
export type Ranking = Pick<Context, 'tx' | 'workspace' | 'now'>

/** The reasons with one added or taken away, and their sum: for acts that change nothing else. */
export function withReason(
  reasons: readonly RankReason[],
  reason: RankReason | null,
  instead: readonly RankReason[],
): { reasons: RankReason[]; score: number } {
  const kept = reasons.filter((each) => !instead.includes(each))
  const next = reason === null ? kept : [reason, ...kept]
  return { reasons: next, score: scoreOf(next) }
}

async function readEntries(ctx: Ranking, which: RawBuilder<unknown>): Promise<Entry[]> {
  const markets = await marketsInUse(ctx)
  const { rows } = await sql<Entry>`
    select p.id, p.grade, ${fitOf(markets, 'p')} as fits, p.source_id, p.created_at, 'promised' = any(p.reasons) as promised, h.title,
      coalesce(h.phone, c.phone, o.phone) is not null or exists (select 1 from people e
        where e.workspace_id = p.workspace_id and e.company_id = p.company_id and e.phone is not null) as has_phone,
      coalesce(h.email, c.email, o.email) is not null or exists (select 1 from people e
        where e.workspace_id = p.workspace_id and e.company_id = p.company_id and e.email is not null) as has_email
    from prospects p
    left join people h on h.workspace_id = p.workspace_id and h.id = p.person_id
    left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id
    left join households o on o.workspace_id = p.workspace_id and o.id = p.household_id
    where p.workspace_id = ${ctx.workspace.id} and ${which}
    order by p.id limit ${rankedAtOnce}`.execute(ctx.tx)
  return rows
}

function rankOf(ctx: Ranking, entry: Entry, yields: ReadonlyMap<string, Yield>, day: string) {
  const known: Known = {
    hasPhone: entry.has_phone,
    hasEmail: entry.has_email,
    title: entry.title,
    grade: entry.grade,
    fits: entry.fits,
    sourceYield: (entry.source_id === null ? undefined : yields.get(entry.source_id)) ?? 'unknown',
    listedDays: Temporal.PlainDate.from(dayOf(entry.created_at, ctx.workspace.timeZone)).until(day).days,
    setAside: entry.promised,
  }
  const { score, reasons, lapsesInDays } = rank(known)
  const lapses_on = lapsesInDays === null ? null : Temporal.PlainDate.from(day).add({ days: lapsesInDays }).toString()
  return { id: entry.id, score, reasons, lapses_on }
}

async function writeRanks(ctx: Ranking, ranks: readonly ReturnType<typeof rankOf>[]): Promise<void> {
  await sql`
    update prospects p set score = r.score, reasons = r.reasons, lapses_on = r.lapses_on, ranked_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(ranks)}::jsonb) as r (id uuid, score smallint, reasons text[], lapses_on date)
    where p.workspace_id = ${ctx.workspace.id} and p.id = r.id`.execute(ctx.tx)
}

// What a source gave years ago says little of today.
const latestDeals = 20_000

/** What came of each source, among the deals that were opened last and have ended. */
async function sourceYields(ctx: Ranking): Promise<ReadonlyMap<string, Yield>> {
  const { rows } = await sql<{ source_id: string | null; won: number; ended: number }>`
    select x.source_id, count(*) filter (where x.outcome = 'won') as won, count(*) as ended
    from (
      select d.source_id, d.outcome from deals d where d.workspace_id = ${ctx.workspace.id} and d.outcome <> 'open'
      order by d.id desc limit ${latestDeals}) x
    group by x.source_id`.execute(ctx.tx)
  const all = rows.reduce((sum, { won, ended }) => ({ won: sum.won + won, ended: sum.ended + ended }), {
    won: 0,
    ended: 0,
  })
  return new Map(rows.flatMap((row) => (row.source_id === null ? [] : [[row.source_id, yieldOf(row, all)]])))
}
