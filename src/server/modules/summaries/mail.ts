import { type Kysely, sql } from 'kysely'
import type { Role } from '../../../contract/permissions.ts'
import type { Language } from '../../../contract/primitives.ts'
import type { WeeklySummary } from '../../../contract/summaries.ts'
import type { Tables } from '../../database/tables.ts'
import { unbroken } from '../../../words/isolate.ts'
import { languageFacts } from '../../../words/languages.ts'
import { words } from '../../../words/node.ts'
import { numberFormat } from '../../../words/number-format.ts'
import { type Place, summarySections } from '../../../words/summary-sections.ts'
import type { Workspace } from '../../kernel/context.ts'
import { type Job, type JobHandler, nowOf, workspaceOf } from '../../kernel/job.ts'
import type { Letter, Post } from '../../kernel/mail.ts'
import { exponentOf } from '../../kernel/money.ts'
import { seenByMember } from '../../kernel/seen.ts'
import { linkSecret } from '../access/index.ts'
import { weeklySummary } from './weekly.ts'

export const summaryMail = 'summaries.mail'

/**
 * Mails a summary: as its reader may see it, in their language. That it is going out is written before it does, so that a
 * crash in between leaves a mail unsent rather than sent twice; a mail that the server refused for now is tried again.
 */
export function mailSummary(post: Post | null): JobHandler {
  return async ({ db, workspaceId, payload, isLastTry }: Job) => {
    const id = String(payload['summaryId'])
    const workspace = await workspaceOf(db, workspaceId)
    const found = await waiting(db, workspaceId, id)
    if (!workspace || !found) return 'done'
    if (!post || !found.wanted) {
      await note(db, workspaceId, id, 'waiting', post ? 'unwanted' : 'failed')
      return 'done'
    }
    const summary = await summaryFor(db, workspace, found)
    const { token, hash } = linkSecret({ workspace })
    if (!(await note(db, workspaceId, id, 'waiting', 'sending', hash))) return 'done'
    const base = post.baseUrl()
    const delivery = await post.send(letter({ summary, to: found, workspace, base, token }))
    const isOver = delivery.delivered || delivery.final || isLastTry
    await note(db, workspaceId, id, 'sending', delivery.delivered ? 'sent' : isOver ? 'failed' : 'waiting')
    if (!isOver) throw new Error('the mail server did not take the mail')
    return 'done'
  }
}

interface Reader {
  readonly memberId: string
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly role: Role
  readonly sees: string[] | null
  readonly wanted: boolean
  readonly monday: string
  readonly workspaceName: string
}

async function waiting(db: Kysely<Tables>, workspaceId: string, id: string): Promise<Reader | undefined> {
  const { rows } = await sql<Reader>`
    select m.id as "memberId", m.name, u.email, m.language, m.role, ${seenByMember} as sees, w.name as "workspaceName",
      coalesce(m.weekly_summary, w.weekly_summary) and m.deactivated_at is null as wanted, s.week_on::text as monday
    from weekly_summaries s
    join workspaces w on w.id = s.workspace_id
    join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
    join users u on u.id = m.user_id
    where s.workspace_id = ${workspaceId} and s.id = ${id} and s.mail = 'waiting'`.execute(db)
  return rows[0]
}

/** The week before the Monday, read as the member would. */
function summaryFor(db: Kysely<Tables>, workspace: Workspace, { memberId, role, sees, monday }: Reader) {
  const actor = { kind: 'member', id: memberId, role, sees, memberId } as const
  const day = Temporal.PlainDate.from(monday).subtract({ days: 1 }).toString()
  return db.transaction().execute(async (tx) => {
    return weeklySummary({ tx, workspace, actor, now: await nowOf(tx), version: null }, { day })
  })
}

/** Whether the mail was still in the state that one thought. */
async function note(
  db: Kysely<Tables>,
  workspaceId: string,
  id: string,
  from: 'waiting' | 'sending',
  mail: 'waiting' | 'sending' | 'sent' | 'failed' | 'unwanted',
  hash?: Buffer,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('weekly_summaries')
    .set({ mail, ...(hash ? { stop_token_hash: hash } : {}) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('mail', '=', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

interface Writing {
  readonly summary: WeeklySummary
  readonly to: Pick<Reader, 'name' | 'email' | 'language' | 'workspaceName'>
  readonly workspace: Pick<Workspace, 'slug'>
  readonly base: string
  readonly token: string
}

export function letter({ summary, to, workspace, base, token }: Writing): Letter {
  const { t } = words(to.language)
  const formats = formatsOf(to.language)
  const urlOf = ({ path, search, hash }: Place) => {
    const asked = new URLSearchParams(search).toString()
    return `${base}/w/${workspace.slug}/${path}${asked && `?${asked}`}${hash ? `#${hash}` : ''}`
  }
  const values = { workspace: to.workspaceName, from: formats.day(summary.from), to: formats.day(summary.to) }
  return {
    to: { name: to.name, address: to.email },
    language: to.language,
    subject: t('summary.subject', values),
    heading: t('summary.heading', { from: unbroken(values.from), to: unbroken(values.to) }),
    paragraphs: [t('summary.method')],
    sections: summarySections(summary, t, formats, summary.knownAt).map(({ title, lines }) => ({
      title,
      lines: lines.map((line) => line.map(({ text, place }) => (place ? { text, url: urlOf(place) } : { text }))),
    })),
    action: {
      label: t('summary.open'),
      url: urlOf({ path: 'insights/week', search: { day: summary.from, known_at: summary.knownAt } }),
    },
    footer: t('summary.footer', { workspace: to.workspaceName }),
    stop: { label: t('summary.stop'), url: `${base}/stop-summary#${token}` },
  }
}

function formatsOf(language: Language) {
  const { locale } = languageFacts[language]
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    number: (value: number, digits = 0) => numberFormat(locale, { maximumFractionDigits: digits }).format(value),
    percent: (share: number) => numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    money: ({ minor, currency }: { readonly minor: number; readonly currency: string }) =>
      numberFormat(locale, { style: 'currency', currency }).format(minor / 10 ** exponentOf(currency)),
    day: (text: string) => day.format(new Date(text)),
  }
}
