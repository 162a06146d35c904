import { addList, addToList, listLists } from '../../src/contract/lists.ts'
import { writeNote } from '../../src/contract/notes.ts'
import { addPosition } from '../../src/contract/positions.ts'
import { addCompany, addHousehold, addPerson } from '../../src/contract/people.ts'
import { assignDeal, openDeal, planNextStep, setStakeholder } from '../../src/contract/deals.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { insertKey } from '../../src/server/modules/access/index.ts'
import type { App, Person } from '../kit/app.ts'

/** Sam, of whom the test is; Mia of his team; Bo of another; and nobody, whose rows are everybody's. */
export const owners = ['sam', 'mia', 'bo', 'nobody'] as const
export type Owner = (typeof owners)[number]

/** What is somebody's, and what hangs on it: whoever does not see the one does not see the other. */
export const kinds = ['deals', 'companies', 'people', 'households', 'notes', 'files', 'positions', 'prospects'] as const
export type Kind = (typeof kinds)[number]

/** What somebody has: ids by kind, and what gives any of it away in an answer. */
export interface Estate {
  readonly ids: Record<Kind, string>
  readonly marks: readonly string[]
}

/** Answers that are about the workspace, not about customers: everybody with the right gets the same. */
export const sameForAll = new Set([
  'listMembers',
  'listTeams',
  'listApiKeys',
  'listInvitations',
  'listAudit',
  'downloadAudit',
])

/** Three members in two teams, and a key that stands for Sam and may all that he may. */
export async function makeOwners(rondo: App): Promise<{ ids: Partial<Record<Owner, string>>; samsKey: string }> {
  const { db } = rondo.pools
  const workspace_id = rondo.workspaceId
  const [north, south] = [newId(), newId()]
  const created_at = new Date()
  await db
    .insertInto('teams')
    .values([
      { workspace_id, id: north, name: 'North', created_at },
      { workspace_id, id: south, name: 'South', created_at },
    ])
    .execute()
  const member = async (name: string, team_id: string) => {
    const id = newId()
    await db
      .insertInto('members')
      .values({ workspace_id, id, name, role: 'seller', language: 'en', team_id, created_at })
      .execute()
    return id
  }
  const ids = {
    sam: await member('Sam Berg', north),
    mia: await member('Mia Falk', north),
    bo: await member('Bo Lund', south),
  }
  const row = await db.selectFrom('workspaces').selectAll().where('id', '=', workspace_id).executeTakeFirstOrThrow()
  const ctx = {
    tx: db,
    now: created_at,
    actor: { kind: 'member', id: ids.sam, role: 'owner', sees: null },
    workspace: { ...row, timeZone: row.time_zone },
  } as const
  const { key } = await insertKey(ctx, { name: 'Sam', role: 'owner', memberId: ids.sam, expiresAt: null })
  return { ids, samsKey: key }
}

let made = 0

/**
 * A company with a person, a household, an open deal with a committee and a next step, a deal won; and a note, a file, a
 * former role and a place on a list, which hang on them.
 */
export async function makeEstate(rondo: App, owner: Owner, ownerId: string | null | undefined): Promise<Estate> {
  const { owner: ada } = rondo
  const mark = `marked-${owner}-${++made}-`
  const own = { ownerId: ownerId ?? null }
  const company = await ada.call(addCompany, { body: { name: `${mark}company`, ...own } })
  const friend = await ada.call(addPerson, { body: { name: `${mark}person`, companyId: company.id, ...own } })
  const household = await ada.call(addHousehold, { body: { name: `${mark}household`, ...own } })
  const open = async (name: string, customer: object) => {
    const deal = await ada.call(openDeal, { body: { name: `${mark}${name}`, amountMinor: 1000, ...customer } })
    await ada.call(assignDeal, { params: { id: deal.id }, body: own })
    return deal
  }
  const deal = await open('deal', { companyId: company.id })
  const won = await open('won', { householdId: household.id })
  await ada.call(setStakeholder, { params: { id: deal.id, personId: friend.id }, body: { role: 'decides' } })
  await ada.call(planNextStep, { params: { id: deal.id }, body: { text: 'Call', on: '2026-01-01' } })
  await ada.call(winDeal, { params: { id: won.id }, body: {} })
  const ids = {
    deals: deal.id,
    companies: company.id,
    people: friend.id,
    households: household.id,
    notes: await noteOn(ada, company.id, `${mark}note`),
    files: await fileOn(ada, deal.id, `${mark}file.txt`),
    positions: (
      await ada.call(addPosition, { params: { id: friend.id }, body: { companyId: company.id, title: 'Chair' } })
    ).id,
    prospects: await prospectOf(rondo, household.id),
  }
  return { ids, marks: [mark, ...Object.values(ids), won.id] }
}

async function noteOn(ada: Person, companyId: string, text: string): Promise<string> {
  const content = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] } as const
  return (await ada.call(writeNote, { body: { companyId, content } })).id
}

async function fileOn(ada: Person, dealId: string, name: string): Promise<string> {
  const form = new FormData()
  form.append('dealId', dealId)
  form.append('file', new Blob(['An offer']), name)
  const { body } = await ada.fetch('POST', '/files', form)
  return String(Reflect.get(Object(body), 'id'))
}

/** On a list that all sellers work. */
async function prospectOf({ owner: ada, pools }: App, householdId: string): Promise<string> {
  const { items } = await ada.call(listLists, {})
  const list = items[0] ?? (await ada.call(addList, { body: { name: 'Fair' } }))
  await ada.call(addToList, { params: { id: list.id }, body: { householdIds: [householdId] } })
  const row = await pools.db
    .selectFrom('prospects')
    .select('id')
    .where('household_id', '=', householdId)
    .executeTakeFirst()
  return row?.id ?? ''
}
