import { type RawBuilder, sql } from 'kysely'
import type { Grade, RankReason } from '../../../contract/prospects.ts'
import { type Context, dayOf } from '../../kernel/context.ts'
import { type Known, type Scorer, scorerOf } from '../scoring/index.ts'
import { points, rank } from './rank.ts'

/** At once, so that no transaction holds its locks for long. */
export const rankedAtOnce = 5_000

interface Entry {
  readonly id: string
  readonly known: Known
  readonly grade: Grade | null
  readonly created_at: Date
  readonly promised: boolean
}

/**
 * Ranks places on lists anew by what is known now, as many as are taken at once; `which` names them as `p`. Answers with the
 * last of them, after which the next call goes on, or null when there are no more.
 */
export async function rankEntries(ctx: Ranking, which: RawBuilder<unknown>): Promise<string | null> {
  const scorer = await scorerOf(ctx)
  const entries = await readEntries(ctx, scorer, which)
  if (entries.length === 0) return null
  const day = dayOf(ctx.now, ctx.workspace.timeZone)
  await writeRanks(
    ctx,
    entries.map((entry) => rankOf(ctx, scorer, entry, day)),
  )
  return entries.length < rankedAtOnce ? null : (entries.at(-1)?.id ?? null)
}

/** The part of a context that ranking needs: it also runs without anybody having asked. */
export type Ranking = Pick<Context, 'tx' | 'workspace' | 'now'>

interface Ranked {
  readonly reasons: readonly RankReason[]
  readonly reason_points: readonly number[]
  readonly score: number
}

/** The reasons with one added or taken away, and their sum: for acts that change nothing else. */
export function withReason(
  held: Ranked,
  reason: keyof typeof points | null,
  instead: readonly RankReason[],
): { reasons: RankReason[]; reason_points: number[]; score: number } {
  const kept = held.reasons.flatMap((code, at) => {
    return instead.includes(code) ? [] : [{ code, points: held.reason_points[at] ?? 0 }]
  })
  const next = reason === null ? kept : [{ code: reason, points: points[reason] }, ...kept]
  const reason_points = next.map((each) => each.points)
  return {
    reasons: next.map(({ code }) => code),
    reason_points,
    score: reason_points.reduce((sum, each) => sum + each, 0),
  }
}

async function readEntries(ctx: Ranking, scorer: Scorer, which: RawBuilder<unknown>): Promise<Entry[]> {
  const { column, joins } = scorer.known('p')
  const { rows } = await sql<Entry>`
    select p.id, p.grade, p.created_at, 'promised' = any(p.reasons) as promised, ${column} as known
    from prospects p ${joins}
    where p.workspace_id = ${ctx.workspace.id} and ${which}
    order by p.id limit ${rankedAtOnce}`.execute(ctx.tx)
  return rows
}

function rankOf(ctx: Ranking, scorer: Scorer, { id, known, grade, created_at, promised }: Entry, day: string) {
  const worth = scorer.score(known)
  const listed = {
    grade,
    listedDays: Temporal.PlainDate.from(dayOf(created_at, ctx.workspace.timeZone)).until(day).days,
    setAside: promised,
    isReachable: known.hasPhone || known.hasEmail,
  }
  const { score, reasons, parts, lapsesInDays } = rank(listed, { kind: scorer.kind, ...worth }, scorer.points)
  const lapses_on = lapsesInDays === null ? null : Temporal.PlainDate.from(day).add({ days: lapsesInDays }).toString()
  return {
    id,
    score,
    reasons: reasons.map(({ code }) => code),
    reason_points: reasons.map((reason) => reason.points),
    class: worth.class,
    chance: worth.chance,
    score_parts: parts.length === 0 ? null : parts,
    lapses_on,
  }
}

async function writeRanks(ctx: Ranking, ranks: readonly ReturnType<typeof rankOf>[]): Promise<void> {
  await sql`
    update prospects p set score = r.score, reasons = r.reasons, reason_points = r.reason_points, class = r.class,
      chance = r.chance, score_parts = r.score_parts, lapses_on = r.lapses_on, ranked_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(ranks)}::jsonb) as r (id uuid, score smallint, reasons text[],
      reason_points smallint[], class text, chance real, score_parts jsonb, lapses_on date)
    where p.workspace_id = ${ctx.workspace.id} and p.id = r.id`.execute(ctx.tx)
}
