import { type Kysely, sql } from 'kysely'
import * as z from 'zod/mini'
import type { channels } from '../../../contract/process.ts'
import type { Email, Phone } from '../../../contract/reach.ts'
import type { Tables } from '../../database/tables.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context, Workspace } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { enqueue, type Job, type JobHandlers, nowOf, workspaceOf } from '../../kernel/job.ts'
import type { AskLineType } from '../../kernel/line-types.ts'
import { numbersKnown } from '../calling/index.ts'
import { countryNamed, countryOfZone, isNumber, readPhone } from '../people/index.ts'
import { isOptedOut, isPutAway } from '../prospects/index.ts'
import { type Checked, faultsOf } from './faults.ts'
import { askAbout } from './line-types.ts'

const checkJob = 'campaigns.check'
const payload = z.object({ campaignId: z.uuid(), checkId: z.uuid() })
const batch = 500
const firstId = '00000000-0000-0000-0000-000000000000'

/** Asks for a check of the data; one that runs already is superseded by it. */
export async function beginCheck(ctx: Context, campaignId: string): Promise<void> {
  const checkId = newId()
  await ctx.tx
    .updateTable('campaigns')
    .set({ check_id: checkId, checked: 0, usable: 0 })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', campaignId)
    .execute()
  await enqueue(ctx, { kind: checkJob, payload: { campaignId, checkId } })
}

/** @param ask a service that knows kinds of lines; null without one */
export function campaignJobs(ask: AskLineType | null): JobHandlers {
  return { [checkJob]: (job) => check(job, ask) }
}

interface Standing {
  readonly list_id: string
  readonly channel: (typeof channels)[number]
}

/** Checks everybody on the list; taken up again after a crash it begins anew, because a number met twice is known only from the start. */
async function check(job: Job, ask: AskLineType | null): Promise<'done' | 'later'> {
  const { campaignId, checkId } = z.parse(payload, job.payload)
  const workspace = await workspaceOf(job.db, job.workspaceId)
  if (!workspace) return 'done'
  const met = new Set<string>()
  const sum = { checked: 0, usable: 0 }
  for (let last: string | null = firstId; last !== null; ) {
    if (job.signal.aborted) return 'later'
    const after: string = last
    const rows = await readBatch(job.db, workspace, campaignId, checkId, after)
    if (rows === null) return 'done'
    if (ask) await askAbout(job.db, workspace, rows.flatMap(numbersIn(workspace)), ask, job.signal)
    const isFirst = after === firstId
    last = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
    const isLast = last === null
    await job.db.transaction().execute(async (tx) => {
      const ctx = { tx, workspace, now: await nowOf(tx) }
      const known = await numbersKnown(
        ctx,
        rows.flatMap(numbersIn(workspace)).map(({ key }) => key),
      )
      const faulty = rows.flatMap((row) => {
        const faults = faultsOf(row.channel, checkedOf(workspace, row, known), met)
        sum.checked += 1
        if (faults.length === 0) sum.usable += 1
        return faults.length === 0 ? [] : [{ prospect_id: row.id, faults }]
      })
      await keep(ctx, campaignId, checkId, { faulty, sum, isFirst, isLast })
    })
  }
  return 'done'
}

interface Row extends Standing {
  readonly id: string
  readonly phone: string | null
  readonly phone_e164: string | null
  readonly more_phones: readonly Pick<Phone, 'number' | 'e164'>[]
  readonly email: string | null
  readonly more_emails: readonly Email[]
  readonly country: string | null
  readonly has_address: boolean
  /** Of who works at the company: 'number' each. */
  readonly colleagues: readonly (string | null)[]
  readonly colleague_email: string | null
  readonly opted_out: boolean
  readonly put_away: boolean
}

/** The next of the list who still wait; null when another check or the end of the campaign made this one needless. */
async function readBatch(db: Kysely<Tables>, { id }: Workspace, campaignId: string, checkId: string, after: string) {
  const { rows: standing } = await sql<Standing>`
    select c.list_id, c.channel from campaigns c
    where c.workspace_id = ${id} and c.id = ${campaignId} and c.check_id = ${checkId}`.execute(db)
  const [campaign] = standing
  if (!campaign) return null
  const { rows } = await sql<Row>`
    select p.id, ${campaign.channel}::text as channel, b.phone, b.phone_e164, b.more_phones, b.email, b.more_emails, b.country,
      b.street is not null and (b.city is not null or b.postal_code is not null) as has_address,
      ${isOptedOut} as opted_out, ${isPutAway} as put_away,
      array(select w.phone from people w where w.workspace_id = p.workspace_id and w.company_id = p.company_id
        and w.phone is not null and w.archived_at is null order by w.id limit 8) as colleagues,
      (select w.email from people w where w.workspace_id = p.workspace_id and w.company_id = p.company_id
        and w.email is not null and w.archived_at is null order by w.id limit 1) as colleague_email
    from prospects p
    cross join lateral (
      select h.phone, h.phone_e164, h.more_phones, h.email, h.more_emails, coalesce(h.country, c.country) as country,
        coalesce(h.street, c.street) as street, coalesce(h.city, c.city) as city,
        coalesce(h.postal_code, c.postal_code) as postal_code
      from people h left join companies c on c.workspace_id = h.workspace_id and c.id = h.company_id
      where h.workspace_id = p.workspace_id and h.id = p.person_id
      union all select c.phone, c.phone_e164, c.more_phones, c.email, c.more_emails, c.country, c.street, c.city, c.postal_code
      from companies c where c.workspace_id = p.workspace_id and c.id = p.company_id
      union all select o.phone, o.phone_e164, o.more_phones, o.email, o.more_emails, o.country, o.street, o.city, o.postal_code
      from households o where o.workspace_id = p.workspace_id and o.id = p.household_id) b
    where p.workspace_id = ${id} and p.list_id = ${campaign.list_id} and p.id > ${after}
      and p.state in ('waiting', 'set_aside')
    order by p.id limit ${batch}`.execute(db)
  return rows
}

interface ReadNumber {
  readonly key: string
  readonly e164: string | null
  readonly isValid: boolean
}

function numbersIn({ timeZone }: Workspace) {
  return (row: Row): ReadNumber[] => {
    const country = countryNamed(row.country) ?? countryOfZone(timeZone)
    const typed = [
      row.phone_e164 ?? row.phone,
      ...row.more_phones.map(({ number, e164 }) => e164 ?? number),
      ...row.colleagues,
    ]
    return typed
      .filter((one) => one !== null)
      .map((number) => {
        const { e164 } = readPhone(number, country)
        return { key: e164 ?? number.replace(/[^\d+]/g, ''), e164, isValid: isNumber(number, country) }
      })
  }
}

function checkedOf(workspace: Workspace, row: Row, known: Awaited<ReturnType<typeof numbersKnown>>): Checked {
  const emails = [row.email, ...row.more_emails.map(({ address }) => address), row.colleague_email]
  return {
    numbers: numbersIn(workspace)(row).map(({ key, isValid }) => ({
      key,
      isValid,
      isReported: (known.get(key)?.reported ?? null) !== null,
      lineType: known.get(key)?.line_type ?? null,
    })),
    emails: emails.filter((one) => one !== null),
    hasAddress: row.has_address,
    optedOut: row.opted_out,
    putAway: row.put_away,
  }
}

interface Found {
  readonly faulty: readonly { readonly prospect_id: string; readonly faults: readonly string[] }[]
  readonly sum: { readonly checked: number; readonly usable: number }
  readonly isFirst: boolean
  readonly isLast: boolean
}

async function keep(
  ctx: Pick<Context, 'tx' | 'workspace' | 'now'>,
  campaignId: string,
  checkId: string,
  { faulty, sum, isFirst, isLast }: Found,
): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('campaigns')
    .set({ ...sum, ...(isLast ? { check_id: null, checked_at: ctx.now } : {}) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', campaignId)
    .where('check_id', '=', checkId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  if (isFirst) {
    await sql`
      delete from campaign_faults f where f.workspace_id = ${ctx.workspace.id} and f.campaign_id = ${campaignId}`.execute(
      ctx.tx,
    )
  }
  if (faulty.length > 0) {
    const rows = faulty.map((one) => ({ id: newId(), ...one }))
    await sql`
      insert into campaign_faults (workspace_id, id, campaign_id, prospect_id, faults)
      select ${ctx.workspace.id}, r.id, ${campaignId}, r.prospect_id, r.faults
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, prospect_id uuid, faults text[])
      join prospects p on p.workspace_id = ${ctx.workspace.id} and p.id = r.prospect_id`.execute(ctx.tx)
  }
  if (isLast) await leaveChange(ctx, { kind: 'campaigns', id: campaignId, fields: ['check'] })
}
