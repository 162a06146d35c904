import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeMember, createApiKey, listApiKeys, listMembers } from '../../src/contract/access.ts'
import { listAudit } from '../../src/contract/audit.ts'
import { addDashboard, listDashboards } from '../../src/contract/dashboards.ts'
import { assignDeal, listDeals, listFacts, openDeal, showDeal } from '../../src/contract/deals.ts'
import { loseDeal, postponeDeal } from '../../src/contract/moves.ts'
import { addCompany, showCompany } from '../../src/contract/people.ts'
import { endOtherSessions, endSession, listSessions } from '../../src/contract/sessions.ts'
import {
  addTeam,
  deactivateMember,
  deleteTeam,
  listTeams,
  reactivateMember,
  renameTeam,
  showBelongings,
} from '../../src/contract/team.ts'
import { type ViewState, addView, listViews } from '../../src/contract/views.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { namesTeams } from '../../src/server/modules/access/teams.ts'
import { ada as owner, type App, person, type Person, startApp } from '../kit/app.ts'

let rondo: App
let ada: Person
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
})
afterAll(() => rondo.stop())

const password = 'a long enough word'

/** A colleague who signs in with a browser. */
async function colleague(name: string, role: 'seller' | 'manager' | 'owner' = 'seller') {
  const { workspaceId, pools } = rondo
  const email = `${name.toLowerCase()}@example.com`
  const passwordHash = await hashPassword(password)
  const user = { workspaceId, name, email, passwordHash, role, language: 'en' } as const
  const id = await pools.db.transaction().execute((tx) => addUser(tx, new Date(), user))
  return { id, browser: await rondo.signIn(email, password) }
}

async function memberOf(id: string) {
  const { items } = await ada.call(listMembers, { query: { limit: 200, include: 'deactivated' } })
  return items.find((member) => member.id === id)
}

test('a team is made, renamed and deleted, and its members stay', async () => {
  const north = await ada.call(addTeam, { body: { name: 'North' } })
  expect((await ada.refused(addTeam, { body: { name: 'north' } })).code).toBe('name_taken')
  const sam = await rondo.member('seller', 'Sam')
  const { version = 0 } = (await memberOf(sam.memberId)) ?? {}
  const moved = await ada.call(changeMember, {
    params: { id: sam.memberId },
    version,
    body: { teamId: north.id, sees: 'team' },
  })
  expect(moved).toMatchObject({ team: { name: 'North' }, sees: 'team' })
  await ada.call(renameTeam, { params: { id: north.id }, version: 1, body: { name: 'Far north' } })
  expect((await ada.call(listTeams, {})).items).toMatchObject([{ name: 'Far north', memberCount: 1 }])
  await ada.call(deleteTeam, { params: { id: north.id } })
  expect(await memberOf(sam.memberId)).toMatchObject({ team: null, sees: 'team' })
})

test('what was shared with a team that goes stays with whoever made it', async () => {
  const south = await ada.call(addTeam, { body: { name: 'South' } })
  const { id, browser: maker } = await colleague('Tor', 'manager')
  const { version = 0 } = (await memberOf(id)) ?? {}
  await ada.call(changeMember, { params: { id }, version, body: { teamId: south.id } })
  const state: ViewState = { columns: [{ key: 'name' }], form: 'grid' }
  const view = await maker.call(addView, { body: { kind: 'deals', name: 'Ours', shared: 'team', state } })
  const figures = [{ figure: 'win_rate', filters: {} }] as const
  const board = await maker.call(addDashboard, { body: { name: 'Ours', shared: 'team', figures: [...figures] } })
  await ada.call(deleteTeam, { params: { id: south.id } })
  expect((await maker.call(listViews, { query: { kind: 'deals' } })).items).toMatchObject([
    { id: view.id, shared: 'own' },
  ])
  expect((await maker.call(listDashboards, {})).items).toMatchObject([{ id: board.id, shared: 'own' }])
  expect((await ada.call(listDashboards, {})).items).toEqual([])
})

test('whatever names a team lets go of one that is deleted', async () => {
  const { rows } = await sql<{ name: string }>`
    select conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'teams'::regclass order by 1`.execute(rondo.pools.db)
  expect(rows.map(({ name }) => name)).toEqual([...namesTeams].toSorted())
})

describe('who leaves', () => {
  test('is out at once, with browser and keys, and what was theirs is a colleague’s, told in every deal', async () => {
    const bo = await colleague('Bo')
    const mia = await colleague('Mia', 'manager')
    const { key } = await ada.call(createApiKey, { body: { name: 'Bo’s phone', role: 'seller', memberId: bo.id } })
    const phone = person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${key}` })
    const open = await phone.call(openDeal, { body: { name: 'Masts' } })
    expect(open.owner?.id).toBe(bo.id)
    const later = await phone.call(openDeal, { body: { name: 'Next year' } })
    await phone.call(postponeDeal, { params: { id: later.id }, body: { comeBackOn: '2030-01-01' } })
    const lost = await phone.call(openDeal, { body: { name: 'Lost' } })
    await phone.call(loseDeal, { params: { id: lost.id }, body: {} })
    const company = await phone.call(addCompany, { body: { name: 'Nordlys', ownerId: bo.id } })
    expect(await ada.call(showBelongings, { params: { id: bo.id } })).toMatchObject({
      deals: 2,
      companies: 1,
      keys: [{ name: 'Bo’s phone', standsFor: true }],
    })
    await ada.call(deactivateMember, { params: { id: bo.id }, body: { handOverTo: mia.id } })
    expect((await bo.browser.refused(listDeals, {})).code).toBe('unauthenticated')
    expect((await phone.refused(listDeals, {})).code).toBe('unauthenticated')
    await expect
      .poll(async () => (await ada.call(showCompany, { params: { id: company.id } })).ownerId, { timeout: 15_000 })
      .toBe(mia.id)
    for (const { id } of [open, later])
      expect((await ada.call(showDeal, { params: { id } })).owner?.id, id).toBe(mia.id)
    expect((await ada.call(showDeal, { params: { id: lost.id } })).owner?.id).toBe(bo.id)
    const { items } = await ada.call(listFacts, { params: { id: open.id } })
    expect(items[0]).toMatchObject({ type: 'deal.assigned', data: { from: bo.id, to: mia.id } })
    expect((await ada.refused(assignDeal, { params: { id: open.id }, body: { ownerId: bo.id } })).code).toBe(
      'unknown_reference',
    )
    await ada.call(reactivateMember, { params: { id: bo.id } })
    await rondo.signIn('bo@example.com', password)
    await phone.call(listDeals, {})
  })

  test('leaves to nobody what nobody takes, and everybody sees it then', async () => {
    const ulf = await colleague('Ulf')
    const deal = await ulf.browser.call(openDeal, { body: { name: 'Free for all' } })
    await ada.call(deactivateMember, { params: { id: ulf.id }, body: { handOverTo: null } })
    await expect
      .poll(async () => (await ada.call(showDeal, { params: { id: deal.id } })).owner, { timeout: 15_000 })
      .toBeNull()
  })

  test('is not the last owner, and owners are let go by owners', async () => {
    const { items } = await ada.call(listMembers, { query: { limit: 200 } })
    const id = items.find(({ email }) => email === owner.email)?.id ?? ''
    const admin = await rondo.member('admin', 'Adam')
    const asks = { params: { id }, body: { handOverTo: null } }
    expect((await admin.refused(deactivateMember, asks)).code).toBe('forbidden')
    expect((await ada.refused(deactivateMember, asks)).code).toBe('last_owner')
    await expect
      .poll(async () => (await ada.call(listAudit, { query: { topic: 'access', actor: await keyOf('Adam') } })).items, {
        timeout: 5_000,
      })
      .toMatchObject([{ action: 'refused', data: { permission: 'owner' } }])
  })
})

async function keyOf(name: string): Promise<string> {
  const { items } = await ada.call(listApiKeys, { query: { limit: 200 } })
  return items.find((key) => key.name === name)?.id ?? ''
}

describe('a key', () => {
  test('keeps the rights it was given, and no more', async () => {
    const { key } = await ada.call(createApiKey, { body: { name: 'Form', role: 'seller', scopes: ['deals.read'] } })
    const form = person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${key}` })
    await form.call(listDeals, {})
    expect((await form.refused(openDeal, { body: { name: 'No' } })).code).toBe('forbidden')
  })

  test('loses what its maker loses, and what it made loses it too', async () => {
    const olga = await colleague('Olga', 'owner')
    const { key } = await olga.browser.call(createApiKey, { body: { name: 'Hers', role: 'owner' } })
    const hers = person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${key}` })
    const second = await hers.call(createApiKey, { body: { name: 'Its own', role: 'admin' } })
    const made = person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${second.key}` })
    await made.call(addTeam, { body: { name: 'East' } })
    const { version = 0 } = (await memberOf(olga.id)) ?? {}
    await ada.call(changeMember, { params: { id: olga.id }, version, body: { role: 'seller' } })
    for (const one of [hers, made]) {
      expect((await one.refused(addTeam, { body: { name: 'West' } })).code).toBe('forbidden')
      await one.call(openDeal, { body: { name: 'Still a seller' } })
    }
    await ada.call(deactivateMember, { params: { id: olga.id }, body: { handOverTo: null } })
    for (const one of [hers, made]) expect((await one.refused(listDeals, {})).code).toBe('unauthenticated')
  })

  test('of the workspace goes on when whoever lets its maker go answers for it', async () => {
    const otto = await colleague('Otto', 'owner')
    const { key } = await otto.browser.call(createApiKey, { body: { name: 'Website', role: 'seller' } })
    const website = person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${key}` })
    const browser = await rondo.signIn(owner.email, owner.password)
    await browser.call(deactivateMember, { params: { id: otto.id }, body: { handOverTo: null, keepKeys: true } })
    await website.call(listDeals, {})
  })
})

test('one sees where one is signed in, and ends it there', async () => {
  await colleague('Ida')
  const [here, there, elsewhere] = await Promise.all([1, 2, 3].map(() => rondo.signIn('ida@example.com', password)))
  const { items } = (await here?.call(listSessions, {})) ?? { items: [] }
  expect(items).toHaveLength(4)
  expect(items[0]).toMatchObject({ isCurrent: true, address: '127.0.0.1' })
  const theirs = (await there?.call(listSessions, {}))?.items.find(({ isCurrent }) => isCurrent)
  await here?.call(endSession, { params: { id: theirs?.id ?? '' } })
  expect((await there?.refused(listDeals, {}))?.code).toBe('unauthenticated')
  expect(await here?.call(endOtherSessions, {})).toEqual({ ended: 2 })
  expect((await elsewhere?.refused(listDeals, {}))?.code).toBe('unauthenticated')
  expect((await here?.refused(endSession, { params: { id: items[0]?.id ?? '' } }))?.code).toBe('not_found')
})

describe('the audit log', () => {
  test('tells sign-ins and failed ones, page by page, and by who, what and when', async () => {
    const nobody = person(rondo.url, '', { origin: rondo.url })
    await nobody.fetch('POST', '/session', { email: owner.email, password: 'not hers at all' })
    await expect
      .poll(async () => (await ada.call(listAudit, { query: { topic: 'access' } })).items[0]?.action)
      .toBe('sign_in_failed')
    const ids: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await ada.call(listAudit, { query: { limit: 7, after } })
      ids.push(...page.items.map(({ id }) => id))
      if (page.next === null) break
      after = page.next
    }
    const { items } = await ada.call(listAudit, { query: { limit: 200 } })
    expect(ids).toEqual(items.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    const today = Temporal.Now.plainDateISO('Europe/Stockholm')
    expect((await ada.call(listAudit, { query: { to: today.subtract({ days: 1 }).toString() } })).items).toEqual([])
    expect((await ada.call(listAudit, { query: { from: today.toString(), limit: 200 } })).items).toEqual(items)
  })

  test('comes as a file with its sentences', async () => {
    const { body } = await ada.fetch('GET', '/audit/file?topic=team&language=sv')
    expect(body).toMatch(/^När,Vem,Vad,Från,Kod\r\n/)
    expect(body).toContain('Inaktiverade Bo; Mia tog över: 2 affärer')
  })
})

test('an address asked by a method it does not have says which ones it has', async () => {
  const answer = await ada.fetch('DELETE', '/deals')
  expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
  expect(answer.headers.get('allow')).toBe('GET, POST')
  const verb = await ada.fetch('GET', '/deals/none/move?limit=1')
  expect([verb.status, verb.headers.get('allow')]).toEqual([405, 'POST'])
  expect((await ada.fetch('GET', '/deals/none/dance')).status).toBe(404)
})
