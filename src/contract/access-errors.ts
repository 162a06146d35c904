import { error, type ErrorKind } from './error-kind.ts'

/** Refusals about who comes in: sign-in, members, invitations, second factors. */
export const accessErrors = {
  sign_in_refused: error(401, 'The e-mail address and the password do not belong together.'),
  code_refused: error(401, 'The code is wrong, was used before, or its thirty seconds are over.'),
  passkey_refused: error(401, 'The device gave no answer that belongs to a passkey of this place.'),
  first_run_closed: error(403, 'The first run is over, or its one-time link is missing or wrong.'),
  last_owner: error(409, 'A workspace keeps at least one owner.'),
  member_deactivated: error(409, 'The member is deactivated; let them in again first.'),
  member_active: error(409, 'The member is not deactivated.'),
  already_member: error(
    409,
    'Whoever signs in with this address is a member of the workspace, maybe a deactivated one.',
  ),
  already_invited: error(409, 'There is an open invitation for this address; renew or revoke that one.'),
  invitation_closed: error(404, 'The link is wrong, or its invitation has expired, was revoked or was accepted.'),
  invitation_for_another: error<{ email: string }>(
    409,
    'The invitation is for another address than the one signed in.',
  ),
  mail_not_set_up: error(409, 'This server has no mail server to send with: set RONDO_SMTP_URL and RONDO_MAIL_FROM.'),
  challenge_over: error(409, 'What was begun took too long, or is done already: begin again.'),
  second_factor_on: error(409, 'The second factor is on already; turn it off first.'),
  second_factor_off: error(409, 'The second factor is not on, or was not begun.'),
  passkey_needs_name: error(409, 'Browsers make passkeys only for an address with a name, not for a bare IP address.'),
  too_many_passkeys: error<{ limit: number }>(409, 'A user keeps at most so many passkeys.'),
  email_taken: error(409, 'Somebody signs in with this address already.'),
  no_team: error(409, 'Whoever shares a view with their team belongs to no team.'),
  password_too_short: error<{ minimum: number }>(422, 'The password is shorter than asked.'),
  password_too_common: error(422, 'The password is among the first that anybody would try.'),
} satisfies Record<string, ErrorKind<object>>
