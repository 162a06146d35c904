import * as z from 'zod/mini'
import { role, sight, slug } from './access.ts'
import { endpoint } from './endpoint.ts'
import { email, id, instant, language, line, nothing, pageQuery } from './primitives.ts'

const byId = z.strictObject({ id })
const password = z.string().check(z.minLength(1), z.maxLength(200))

/** How long an invitation can be accepted. */
export const invitationDays = 7

export const invitation = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  role,
  team: z.nullable(z.strictObject({ id, name: z.string() })),
  sees: sight,
  /** The member without sign-in whom the invited person is. */
  claims: z.nullable(z.strictObject({ id, name: z.string() })),
  invitedBy: z.nullable(z.string()),
  createdAt: instant,
  expiresAt: instant,
  hasExpired: z.boolean(),
  /** Of the latest mail, when one was asked for: on its way, sent, or not delivered. */
  mail: z.nullable(z.enum(['waiting', 'sent', 'failed'])),
})
export type Invitation = z.infer<typeof invitation>

/** An invitation with the secret of its link, which is shown once: the page is `/join#<token>`. */
const withToken = z.strictObject({ invitation, token: z.string() })

export const listInvitations = endpoint({
  name: 'listInvitations',
  method: 'GET',
  path: '/invitations',
  permission: 'members.manage',
  summary: 'The invitations that nobody has accepted or revoked, newest first, expired ones among them.',
  query: z.strictObject(pageQuery),
  output: z.strictObject({
    items: z.array(invitation),
    next: z.nullable(z.string()),
    /** Whether this server can send them by mail. */
    canMail: z.boolean(),
  }),
})

export const inviteMember = endpoint({
  name: 'inviteMember',
  method: 'POST',
  path: '/invitations',
  permission: 'members.manage',
  summary: 'Invites somebody to the workspace, by a link that is shown once and, if asked, by mail.',
  body: z.strictObject({
    name: line(80),
    email,
    role,
    teamId: z.optional(z.nullable(id)),
    sees: z._default(sight, 'all'),
    /** A member without sign-in whom this person is, as an import brings them: deals and history stay theirs. */
    memberId: z.optional(z.nullable(id)),
    /** Of the mail and of the page behind the link; the workspace's unless said. */
    language: z.optional(language),
    mail: z._default(z.boolean(), false),
  }),
  output: withToken,
  status: 201,
  secret: true,
  errors: [
    'forbidden',
    'already_member',
    'already_invited',
    'unknown_reference',
    'mail_not_set_up',
    'secret_shown_before',
  ],
})

export const renewInvitation = endpoint({
  name: 'renewInvitation',
  method: 'POST',
  path: '/invitations/{id}/renew',
  permission: 'members.manage',
  summary: 'Makes a new link for seven more days, and mails it if asked; the links before it no longer open.',
  params: byId,
  body: z.strictObject({ mail: z._default(z.boolean(), false) }),
  output: withToken,
  secret: true,
  errors: ['forbidden', 'mail_not_set_up', 'secret_shown_before'],
})

export const revokeInvitation = endpoint({
  name: 'revokeInvitation',
  method: 'DELETE',
  path: '/invitations/{id}',
  permission: 'members.manage',
  summary: 'Takes an invitation back: its links no longer open.',
  params: byId,
  output: nothing,
})

const token = z.string().check(z.minLength(1), z.maxLength(200))

export const openInvitation = endpoint({
  name: 'openInvitation',
  method: 'POST',
  path: '/join/open',
  permission: 'anyone',
  summary: 'What an invitation is for; a link that is wrong, expired, revoked or used is answered alike.',
  body: z.strictObject({ token }),
  output: z.strictObject({
    workspace: z.string(),
    invitedBy: z.nullable(z.string()),
    name: z.string(),
    email: z.string(),
    role,
    language,
    expiresAt: instant,
  }),
  errors: ['invitation_closed'],
})

export const join = endpoint({
  name: 'join',
  method: 'POST',
  path: '/join',
  permission: 'anyone',
  summary: 'Accepts an invitation as somebody new, with a password, and signs in.',
  body: z.strictObject({ token, name: line(80), password, language: z.optional(language) }),
  output: z.strictObject({ workspaceId: id, slug }),
  status: 201,
  errors: ['invitation_closed', 'email_taken', 'password_too_short', 'password_too_common', 'too_many_requests'],
})

export const joinSignedIn = endpoint({
  name: 'joinSignedIn',
  method: 'POST',
  path: '/join/signed-in',
  permission: 'user',
  summary: 'Accepts an invitation with the account that is signed in, whose address must be the invited one.',
  body: z.strictObject({ token, language: z.optional(language) }),
  output: z.strictObject({ workspaceId: id, slug }),
  errors: ['invitation_closed', 'invitation_for_another', 'already_member'],
})
