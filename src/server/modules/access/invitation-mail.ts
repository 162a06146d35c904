import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Job, JobHandler } from '../../kernel/job.ts'
import type { Letter, Post } from '../../kernel/mail.ts'
import { languageFacts } from '../../../words/languages.ts'
import { words } from '../../../words/node.ts'
import { secret } from './invitations.ts'

/**
 * Mails an invitation. The link in the mail has a secret of its own, made here and stored as its hash before it goes out:
 * none waits in the outbox. A mail that is sent twice after a crash works with its second link.
 */
export function mailInvitation(post: Post | null): JobHandler {
  return async ({ db, workspaceId, payload, isLastTry }: Job) => {
    const id = String(payload['invitationId'])
    const found = await openInvitation(db, workspaceId, id)
    if (!found) return 'done'
    const { token, hash } = secret({ workspace: { id: workspaceId } })
    await note(db, workspaceId, id, { mail_token_hash: hash })
    const delivery = post ? await post.send(letter(found, `${post.baseUrl()}/join#${token}`)) : null
    if (delivery?.delivered) {
      await note(db, workspaceId, id, { mail: 'sent' })
      return 'done'
    }
    if (delivery === null || delivery.final || isLastTry) {
      await note(db, workspaceId, id, { mail: 'failed' })
      return 'done'
    }
    throw new Error('the mail server did not take the mail')
  }
}

function openInvitation(db: Kysely<Tables>, workspaceId: string, id: string) {
  return db
    .selectFrom('invitations as i')
    .innerJoin('workspaces as w', 'w.id', 'i.workspace_id')
    .leftJoin('members as b', (join) =>
      join.onRef('b.workspace_id', '=', 'i.workspace_id').onRef('b.id', '=', 'i.created_by'),
    )
    .select(['i.name', 'i.email', 'i.role', 'i.language', 'i.expires_at', 'w.name as workspace', 'w.time_zone'])
    .select('b.name as inviter')
    .where('i.workspace_id', '=', workspaceId)
    .where('i.id', '=', id)
    .where('i.mail', '=', 'waiting')
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .executeTakeFirst()
}

type Open = NonNullable<Awaited<ReturnType<typeof openInvitation>>>

/** The words of the mail, in the language that the invited person was invited in. */
export function letter(
  { name, email, role, language, workspace, inviter, time_zone, expires_at }: Open,
  url: string,
): Letter {
  const { t } = words(language)
  const until = new Intl.DateTimeFormat(languageFacts[language].locale, {
    dateStyle: 'long',
    timeZone: time_zone,
  }).format(expires_at)
  const by = { workspace, by: inviter === null ? 'none' : 'known', inviter: inviter ?? '' }
  return {
    to: { name, address: email },
    language,
    subject: t('access.mail.invitation.subject', { workspace }),
    heading: t('access.mail.invitation.heading', { name }),
    paragraphs: [
      t('access.mail.invitation.who', { ...by, role: t(`codes.role.${role}`) }),
      t('access.mail.invitation.until', { until }),
    ],
    action: { label: t('access.mail.invitation.action'), url },
    footer: t('access.mail.invitation.footer', { email }),
  }
}

function note(
  db: Kysely<Tables>,
  workspaceId: string,
  id: string,
  set: { mail?: 'sent' | 'failed'; mail_token_hash?: Buffer },
) {
  return db.updateTable('invitations').set(set).where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}
