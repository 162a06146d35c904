import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeMember, listMembers, type Member } from '../../src/contract/access.ts'
import { undoImport, previewUndo } from '../../src/contract/import-undo.ts'
import { runImport, showImport } from '../../src/contract/imports.ts'
import { addTeam, listTeams } from '../../src/contract/team.ts'
import { type App, startApp } from '../kit/app.ts'
import { finished, imported, pointedOut, textFile, upload } from './importing.ts'

// Two managers share Central; Rut alone leads North. Kim is nobody's.
const file = () =>
  textFile(
    'sales_teams.csv',
    'sales_agent,manager,regional_office',
    'Anna Snell,Dan Brink,Central',
    'Bea Lamp,Dan Brink,Central',
    'Cleo Holm,Mel Marx,central',
    'Dino Falk,Rut Nord,North',
    'Kim Alm,,',
  )

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

beforeEach(async () => {
  const { db } = rondo.pools
  await db.updateTable('members').set({ team_id: null }).execute()
  await db.deleteFrom('members').where('user_id', 'is', null).execute()
  await db.deleteFrom('teams').execute()
})

async function people(): Promise<Record<string, [team: string | null, role: Member['role']]>> {
  const { items } = await rondo.owner.call(listMembers, { query: { limit: 200 } })
  const unclaimed = items.filter(({ canSignIn }) => !canSignIn)
  return Object.fromEntries(unclaimed.map(({ name, team, role }) => [name, [team?.name ?? null, role]]))
}

async function memberCalled(name: string): Promise<Member> {
  const { items } = await rondo.owner.call(listMembers, { query: { limit: 200 } })
  const found = items.find((member) => member.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

const teams = async () =>
  (await rondo.owner.call(listTeams, {})).items.map(({ name, memberCount }) => [name, memberCount])

async function undone(importId: string) {
  await rondo.owner.call(undoImport, { params: { id: importId } })
  for (;;) {
    const found = await rondo.owner.call(showImport, { params: { id: importId } })
    if (found.status === 'undone') return found
    await pause(20)
  }
}

const asFiled = {
  'Anna Snell': ['Central · Dan Brink', 'seller'],
  'Bea Lamp': ['Central · Dan Brink', 'seller'],
  'Cleo Holm': ['central · Mel Marx', 'seller'],
  'Dan Brink': ['Central · Dan Brink', 'manager'],
  'Dino Falk': ['North', 'seller'],
  'Kim Alm': [null, 'seller'],
  'Mel Marx': ['central · Mel Marx', 'manager'],
  'Rut Nord': ['North', 'manager'],
}

test('sellers come with their teams and whoever leads them; an office with two managers is two teams', async () => {
  const staged = await upload(rondo.owner, [file()])
  expect(staged.mapping.files['sales_teams.csv']?.fields).toEqual({
    name: 'sales_agent',
    manager: 'manager',
    team: 'regional_office',
  })
  // The trial says how many teams would be made, and makes none.
  await rondo.owner.call(runImport, { params: { id: staged.importId }, body: { dryRun: true } })
  const tried = await finished(rondo.owner, staged.importId)
  expect(pointedOut(tried)).toEqual({ team_new: 3, manager_new: 3 })
  expect(tried.samples[0]?.fields).toContainEqual({ field: 'team', value: 'Central · Dan Brink' })
  expect(await teams()).toEqual([])
  await rondo.owner.call(runImport, { params: { id: staged.importId }, body: {} })
  const done = await finished(rondo.owner, staged.importId)
  expect(pointedOut(done)).toEqual({ team_new: 3, manager_new: 3 })
  expect(await people()).toEqual(asFiled)
})

test('the same file again doubles nothing, nor does a part of it', async () => {
  await imported(rondo.owner, [file()])
  const again = await imported(rondo.owner, [file()])
  expect(again.files[0]).toMatchObject({ created: 0, updated: 5 })
  await imported(rondo.owner, [textFile('team.csv', 'Agent,Manager,Office', 'Anna Snell,Dan Brink,CENTRAL')])
  expect(await people()).toEqual(asFiled)
  expect(await teams()).toHaveLength(3)
})

describe('who is in a team already', () => {
  test('is found by it whatever the case, and moved only where the row says so', async () => {
    const { id: north } = await rondo.owner.call(addTeam, { body: { name: 'NORTH' } })
    const { id: south } = await rondo.owner.call(addTeam, { body: { name: 'South' } })
    await imported(rondo.owner, [textFile('team.csv', 'Agent', 'Anna Snell', 'Rut Nord', 'Dino Falk')])
    for (const name of ['Anna Snell', 'Rut Nord', 'Dino Falk']) {
      const { id, version } = await memberCalled(name)
      await rondo.owner.call(changeMember, { params: { id }, body: { teamId: south }, version })
    }
    const lines = ['Agent,Manager,Region', 'Anna Snell,,', 'Dino Falk,Rut Nord,north']
    const done = await imported(rondo.owner, [textFile('team.csv', ...lines)])
    expect(pointedOut(done)).toEqual({})
    // Whoever leads a team stays in the one they were put in by hand.
    expect(await people()).toEqual({
      'Anna Snell': ['South', 'seller'],
      'Dino Falk': ['NORTH', 'seller'],
      'Rut Nord': ['South', 'manager'],
    })
    const former = await undone(done.importId)
    expect(former.undo).toEqual([{ kind: 'members', removed: 0, restored: 2, kept: 0 }])
    expect(await people()).toMatchObject({ 'Dino Falk': ['South', 'seller'], 'Rut Nord': ['South', 'seller'] })
    expect(north).not.toBe(south)
  })

  test('and who can sign in keeps what they may do', async () => {
    const { items } = await rondo.owner.call(listMembers, {})
    const ada = items.find(({ canSignIn }) => canSignIn)
    await imported(rondo.owner, [textFile('team.csv', 'Agent,Manager', `Anna Snell,${ada?.name}`)])
    expect(await memberCalled(ada?.name ?? '')).toMatchObject({ role: 'owner', team: { name: ada?.name } })
    expect(await people()).toEqual({ 'Anna Snell': [ada?.name, 'seller'] })
  })
})

test('an undo takes back the teams it made, but for those that somebody uses otherwise', async () => {
  const done = await imported(rondo.owner, [file()])
  const expected = [
    { kind: 'members', removed: 8, restored: 0, kept: 0 },
    { kind: 'teams', removed: 2, restored: 0, kept: 1 },
  ]
  await rondo.member('seller', 'Eva Strand')
  const eva = await memberCalled('Eva Strand')
  const north = (await rondo.owner.call(listTeams, {})).items.find(({ name }) => name === 'North')
  await rondo.owner.call(changeMember, {
    params: { id: eva.id },
    body: { teamId: north?.id ?? null },
    version: eva.version,
  })
  const { counts } = await rondo.owner.call(previewUndo, { params: { id: done.importId } })
  expect(counts).toEqual(expected)
  expect((await undone(done.importId)).undo).toEqual(expected)
  expect(await teams()).toEqual([['North', 1]])
})

test('who may not manage members brings them without teams, and is told so', async () => {
  const mia = await rondo.member('manager', 'Mia Falk')
  const done = await imported(mia, [file()])
  expect(pointedOut(done)).toEqual({ team_left: 4 })
  expect(await teams()).toEqual([])
  expect(await people()).toMatchObject({ 'Anna Snell': [null, 'seller'] })
  expect(Object.keys(await people())).not.toContain('Dan Brink')
})
