import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue, nowOf, workspaceOf } from '../../kernel/job.ts'
import { summaryMail } from './mail.ts'

const firstMs = 60_000
const againMs = 600_000

/** Sees to it that summaries go out on Monday mornings. Returns what ends it. */
export function sendMondays(db: Kysely<Tables>): () => void {
  // The next look tries again.
  const look = () =>
    void nowOf(db)
      .then((now) => sendDue(db, now))
      .catch(() => {})
  const first = setTimeout(look, firstMs).unref()
  const timer = setInterval(look, againMs).unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}

interface Due {
  readonly workspaceId: string
  readonly memberId: string
  readonly monday: string
}

/**
 * Has a summary sent to each who wants it, where it is Monday, six o'clock or later, and it was not asked for yet. Its row and
 * the wish to mail it are written together, so that of several processes one does it.
 */
export async function sendDue(db: Kysely<Tables>, now: Date): Promise<void> {
  const local = sql`(${now}::timestamptz at time zone w.time_zone)`
  const { rows } = await sql<Due>`
    select w.id as "workspaceId", m.id as "memberId", ${local}::date::text as monday
    from workspaces w
    join members m on m.workspace_id = w.id and m.user_id is not null and m.deactivated_at is null
      and coalesce(m.weekly_summary, w.weekly_summary)
    where extract(isodow from ${local}) = 1 and extract(hour from ${local}) >= 6
      and not exists (select 1 from weekly_summaries s where s.workspace_id = w.id and s.member_id = m.id
        and s.week_on = ${local}::date)
    order by w.id, m.id limit 1000`.execute(db)
  for (const due of rows) await ask(db, due)
}

async function ask(db: Kysely<Tables>, { workspaceId, memberId, monday }: Due): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const [workspace, now, id] = [await workspaceOf(tx, workspaceId), await nowOf(tx), newId()]
    if (!workspace) return
    const made = await tx
      .insertInto('weekly_summaries')
      .values({ workspace_id: workspaceId, id, member_id: memberId, week_on: monday, mail: 'waiting', created_at: now })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id', 'week_on']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) await enqueue({ tx, workspace, now }, { kind: summaryMail, payload: { summaryId: id } })
  })
}
