import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import * as processes from '../../src/contract/process.ts'
import { draftsOf, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const add = (name: string, template = 'five-steps') =>
  world.mia.call(processes.addProcess, { body: { template, name, language: 'en' } })

const change = (process: processes.ProcessDetail, body: { name?: string; isDefault?: true; isRetired?: boolean }) => ({
  params: { id: process.id },
  version: process.version,
  body,
})

test('a process is a copy of another one, with its gates and its own name, and goes its own way', async () => {
  const { mia } = world
  const copied = await mia.call(processes.addProcess, { body: { copyOf: world.process.id, name: 'Partners' } })
  expect(copied).toMatchObject({ name: 'Partners', isDefault: false, versions: [{ number: 1, status: 'published' }] })
  expect(draftsOf(copied.versions[0])).toEqual(draftsOf(world.process.versions[0]))
})

test('a process is renamed, made the default, retired and taken back', async () => {
  const { mia, sam } = world
  const fairs = await add('Fairs')
  const renamed = await mia.call(processes.changeProcess, change(fairs, { name: 'Trade fairs' }))
  expect(renamed).toMatchObject({ name: 'Trade fairs', version: fairs.version + 1 })
  const running = await sam.call(deals.openDeal, { body: { name: 'Stand 12', processId: fairs.id } })
  const retired = await mia.call(processes.changeProcess, change(renamed, { isRetired: true }))
  expect(retired.retiredAt).not.toBeNull()
  expect(await sam.call(deals.showDeal, { params: { id: running.id } })).toMatchObject({ processId: fairs.id })
  const late = { body: { name: 'Too late', processId: fairs.id } }
  expect(await sam.refused(deals.openDeal, late)).toMatchObject({
    code: 'unknown_reference',
    data: { field: 'processId' },
  })
  const { items } = await mia.call(processes.listProcesses, {})
  expect(items.find(({ id }) => id === fairs.id)).toMatchObject({ openDeals: 1, retiredAt: retired.retiredAt })
  const back = await mia.call(processes.changeProcess, change(retired, { isRetired: false }))
  const chosen = await mia.call(processes.changeProcess, change(back, { isDefault: true }))
  expect(chosen).toMatchObject({ isDefault: true, retiredAt: null })
  expect((await sam.call(deals.openDeal, { body: { name: 'By default' } })).processId).toBe(fairs.id)
  const { items: after } = await mia.call(processes.listProcesses, {})
  expect(after.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['Trade fairs'])
})

describe('is refused', () => {
  test('to retire the default process, or to make a retired one the default', async () => {
    const { mia } = world
    const first = await add('First')
    const chosen = await mia.call(processes.changeProcess, change(first, { isDefault: true }))
    const stays = { status: 409, code: 'default_process_stays' }
    expect(await mia.refused(processes.changeProcess, change(chosen, { isRetired: true }))).toMatchObject(stays)
    const second = await add('Second')
    const retired = await mia.call(processes.changeProcess, change(second, { isRetired: true }))
    expect(await mia.refused(processes.changeProcess, change(retired, { isDefault: true }))).toMatchObject(stays)
  })

  test('a name that is taken, an old version, a copy of nothing', async () => {
    const { mia, sam } = world
    const one = await add('One of a kind')
    const other = await add('Another')
    const twin = await mia.refused(processes.changeProcess, change(other, { name: 'one of a KIND' }))
    expect(twin).toMatchObject({ code: 'name_taken', data: { id: one.id } })
    await mia.call(processes.changeProcess, change(other, { name: 'Other' }))
    const stale = await mia.refused(processes.changeProcess, change(other, { name: 'Third' }))
    expect(stale).toMatchObject({ status: 412, data: { changed: ['name'], current: { name: 'Other' } } })
    const nothing = { body: { copyOf: other.versions[0]?.id ?? '', name: 'Copy' } }
    expect(await mia.refused(processes.addProcess, nothing)).toMatchObject({ code: 'unknown_reference' })
    expect(await mia.refused(processes.addProcess, { body: { name: 'Neither' } })).toMatchObject({
      fields: [{ field: 'template', code: 'required' }],
    })
    expect(await sam.refused(processes.changeProcess, change(one, { name: 'Mine' }))).toMatchObject({ status: 403 })
  })
})
