import { sql } from 'kysely'
import type { CallSheet } from '../../../contract/calling.ts'
import type { Context } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import { listTouches } from '../outreach/index.ts'
import { type HeldProspect, showProspect } from '../prospects/index.ts'
import { phonesOf } from './numbers.ts'

// Who has more history than this is looked at in whole, on their own page.
const touchesShown = 5

/** What the caller of a prospect needs. */
export async function showSheet(ctx: Context, held: HeldProspect): Promise<CallSheet> {
  assert(held.held_until !== null, 'only who is held is called')
  const whose = held.person_id
    ? { person: held.person_id }
    : held.company_id
      ? { company: held.company_id }
      : { household: held.household_id ?? '' }
  const { items } = await listTouches(ctx, { ...whose, limit: touchesShown })
  return {
    prospect: await showProspect(ctx, held.id),
    heldUntil: held.held_until.toISOString(),
    phones: await phonesOf(ctx, held),
    attempts: held.attempts,
    callAt: held.call_at?.toISOString() ?? null,
    touches: items,
    script: await scriptOf(ctx, held.list_id),
  }
}

/** What to say: the campaign's message while one runs on the list, else the script of the first stage that has one. */
async function scriptOf(ctx: Context, listId: string): Promise<CallSheet['script']> {
  const { rows } = await sql<NonNullable<CallSheet['script']>>`
    (select 'campaign' as "from", c.name, c.message as text, 0 as place from campaigns c
      where c.workspace_id = ${ctx.workspace.id} and c.list_id = ${listId} and c.started_at is not null
        and c.stopped_at is null and c.message is not null)
    union all
    (select 'stage', s.name, s.script, 1 + s.position from stages s
      join process_versions v on v.workspace_id = s.workspace_id and v.id = s.version_id and v.status = 'published'
      where s.workspace_id = ${ctx.workspace.id} and s.script is not null and s.script <> ''
        and s.phases && array['prospecting', 'preparation', 'outreach']
        and v.process_id = coalesce(
          (select l.process_id from lists l where l.workspace_id = ${ctx.workspace.id} and l.id = ${listId}),
          (select p.id from processes p where p.workspace_id = ${ctx.workspace.id} and p.is_default)))
    order by place limit 1`.execute(ctx.tx)
  const [script] = rows
  return script ? { from: script.from, name: script.name, text: script.text } : null
}
