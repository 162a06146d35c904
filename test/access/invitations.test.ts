import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listMembers, showIdentity } from '../../src/contract/access.ts'
import { listAudit } from '../../src/contract/audit.ts'
import {
  inviteMember,
  join,
  joinSignedIn,
  listInvitations,
  openInvitation,
  renewInvitation,
  revokeInvitation,
} from '../../src/contract/invitations.ts'
import { addTeam } from '../../src/contract/team.ts'
import { languages } from '../../src/contract/primitives.ts'
import { type App, person, type Person, startApp } from '../kit/app.ts'
import { type Mailbox, openMailbox } from '../kit/mailbox.ts'

let rondo: App
let ada: Person
let visitor: Person
let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await openMailbox()
  rondo = await startApp({}, { smtpUrl: mailbox.url, mailFrom: 'Kestrel <crm@kestrel.example>' })
  ada = rondo.owner
  visitor = person(rondo.url, '', { origin: rondo.url })
})
afterAll(async () => {
  await rondo.stop()
  await mailbox.close()
})

const password = 'a long enough word'
let asked = 0
const invite = (more: object = {}) =>
  ada.call(inviteMember, { body: { name: 'Eva Strand', email: `eva-${++asked}@example.com`, role: 'seller', ...more } })

test('Eva gets a link, chooses a password, and is in with the role, team and sight she was invited with', async () => {
  const north = await ada.call(addTeam, { body: { name: 'North' } })
  const { invitation, token } = await invite({ role: 'manager', teamId: north.id, sees: 'team' })
  expect(await visitor.call(openInvitation, { body: { token } })).toMatchObject({
    workspace: 'Kestrel',
    email: invitation.email,
    role: 'manager',
  })
  await visitor.call(join, { body: { token, name: 'Eva Strand-Lund', password } })
  const eva = await rondo.signIn(invitation.email, password)
  const { current } = await eva.call(showIdentity, {})
  expect(current?.member).toMatchObject({ name: 'Eva Strand-Lund', role: 'manager', sees: 'team' })
  // Who sees a part may not take in files that reach all.
  expect(current?.rights).toContain('deals.assign')
  expect(current?.rights).not.toContain('imports.run')
  const { items } = await ada.call(listMembers, {})
  expect(items.find(({ email }) => email === invitation.email)).toMatchObject({ team: { name: 'North' }, sees: 'team' })
  const { items: open } = await ada.call(listInvitations, {})
  expect(open.map(({ id }) => id)).not.toContain(invitation.id)
  expect((await visitor.refused(openInvitation, { body: { token } })).code).toBe('invitation_closed')
  const { items: told } = await ada.call(listAudit, { query: { topic: 'team' } })
  expect(told.map(({ action }) => action)).toEqual(expect.arrayContaining(['invitation.made', 'member.joined']))
})

test('the link opens one member, whoever is first', async () => {
  const { token } = await invite()
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => visitor.fetch('POST', '/join', { token, name: 'Eva', password })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
})

test('somebody with an account comes in with it, under its own address only', async () => {
  await rondo.anotherWorkspace({ email: 'mona@example.com', password: 'mona has a password' })
  const mona = await rondo.signIn('mona@example.com', 'mona has a password')
  const { token } = await invite({ name: 'Mona', email: 'mona@example.com', role: 'care' })
  const other = await invite()
  expect(await visitor.refused(join, { body: { token, name: 'Mona', password } })).toMatchObject({
    code: 'email_taken',
  })
  expect(await mona.refused(joinSignedIn, { body: { token: other.token } })).toMatchObject({
    code: 'invitation_for_another',
    data: { email: 'mona@example.com' },
  })
  await mona.call(joinSignedIn, { body: { token } })
  const identity = await mona.call(showIdentity, {})
  expect(identity.workspaces.map(({ name }) => name).sort()).toEqual(['Borealis', 'Kestrel'])
})

test('a member whom an import brought by name is claimed, and stays the same member', async () => {
  const kajsa = await rondo.member('seller', 'Kajsa')
  const { token } = await invite({ name: 'Kajsa Ek', memberId: kajsa.memberId })
  await visitor.call(join, { body: { token, name: 'Kajsa Ek', password } })
  const { items } = await ada.call(listMembers, { query: { limit: 200 } })
  expect(items.find(({ id }) => id === kajsa.memberId)).toMatchObject({ name: 'Kajsa Ek', canSignIn: true })
})

test('a new link closes the one before, a revoked and an expired one open nothing, and all three are answered alike', async () => {
  const first = await invite()
  const renewed = await ada.call(renewInvitation, { params: { id: first.invitation.id }, body: {} })
  const revoked = await invite()
  await ada.call(revokeInvitation, { params: { id: revoked.invitation.id } })
  const expired = await invite()
  await rondo.pools.db
    .updateTable('invitations')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('id', '=', expired.invitation.id)
    .execute()
  const made = `rondo_${rondo.workspaceId.replaceAll('-', '')}_${'x'.repeat(43)}`
  const answers = await Promise.all(
    [first.token, revoked.token, expired.token, made, 'nonsense'].map((token) =>
      visitor.fetch('POST', '/join/open', { token }),
    ),
  )
  for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 404, body: answers[0]?.body })
  await visitor.call(openInvitation, { body: { token: renewed.token } })
})

test('the mail carries a link of its own, in words and language of the invitation; no secret waits in the database', async () => {
  for (const language of languages) {
    const { invitation } = await invite({ language, mail: true, name: `<b>Eva</b> ${language}` })
    const mail = await mailbox.next()
    expect(mail.to).toBe(invitation.email)
    expect(mail.headers).toContain('Kestrel')
    expect(mail.html).toContain(`lang="${language}" dir="${language === 'he' ? 'rtl' : 'ltr'}"`)
    expect(mail.html).not.toContain('<b>Eva</b>')
    const token = /\/join#(rondo_\w+_[\w-]+)/.exec(mail.text)?.[1] ?? ''
    expect(mail.html).toContain(token)
    await visitor.call(openInvitation, { body: { token } })
    const kept = await rondo.pools.db.selectFrom('outbox').select('payload').execute()
    expect(JSON.stringify(kept)).not.toContain(token.split('_').slice(2).join('_'))
  }
  await expect.poll(async () => (await ada.call(listInvitations, {})).items[0]?.mail).toBe('sent')
})

test('a mail server that says no for good is told to whoever invited', async () => {
  mailbox.refuse(1, 550)
  await invite({ mail: true })
  await expect.poll(async () => (await ada.call(listInvitations, {})).items[0]?.mail).toBe('failed')
})

describe('is refused', () => {
  test('a second invitation to one address, also at the same moment', async () => {
    const body = { name: 'Twin', email: 'twin@example.com', role: 'seller' } as const
    const answers = await Promise.all(Array.from({ length: 5 }, () => ada.fetch('POST', '/invitations', body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
  })

  test('an address that is a member, or is invited already', async () => {
    const { invitation } = await invite()
    expect(
      (await ada.refused(inviteMember, { body: { name: 'E', email: invitation.email, role: 'seller' } })).code,
    ).toBe('already_invited')
    expect(
      (await ada.refused(inviteMember, { body: { name: 'A', email: 'ada@example.com', role: 'seller' } })).code,
    ).toBe('already_member')
  })

  test('a role above one’s own, and a password that anybody would try', async () => {
    const admin = await rondo.member('admin', 'Adam')
    const asks = { body: { name: 'O', email: 'o@example.com', role: 'owner' } } as const
    expect((await admin.refused(inviteMember, asks)).code).toBe('forbidden')
    const { token } = await invite()
    expect((await visitor.refused(join, { body: { token, name: 'E', password: 'short' } })).code).toBe(
      'password_too_short',
    )
  })

  test('from another page, with the browser’s cookie', async () => {
    const { token } = await invite()
    const foreign = person(rondo.url, '', { origin: 'https://elsewhere.example' })
    expect((await foreign.refused(join, { body: { token, name: 'E', password } })).code).toBe('foreign_origin')
  })
})
