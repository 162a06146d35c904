import type { JobHandlers } from '../../kernel/job.ts'
import type { Post } from '../../kernel/mail.ts'
import { mailInvitation } from './invitation-mail.ts'
import { invitationMail } from './invitations.ts'

/** What access does after the transaction; without a post, mails that were asked for fail and say so. */
export function accessJobs(post: Post | null): JobHandlers {
  return { [invitationMail]: mailInvitation(post) }
}
