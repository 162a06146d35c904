import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as calling from '../../src/contract/calling.ts'
import * as contract from '../../src/contract/campaigns.ts'
import { winDeal } from '../../src/contract/moves.ts'
import * as lists from '../../src/contract/lists.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { signedIn } from '../prospects/sellers.ts'

let numbers: Server
let asked: string[]
let rondo: App
let ada: Person
let sam: Person
beforeAll(async () => {
  asked = []
  numbers = createServer((request, response) => {
    const number = decodeURIComponent(request.url?.split('/')[1] ?? '')
    asked.push(`${number} ${request.headers.authorization}`)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ carrier: { type: number.startsWith('+46939') ? 'premium_rate' : 'wireless' } }))
  })
  await new Promise<void>((done) => numbers.listen(0, '127.0.0.1', done))
  // A server that listens on a port has one.
  const { port } = numbers.address() as AddressInfo
  rondo = await startApp(
    {},
    {
      lineTypeUrl: `http://127.0.0.1:${port}/{number}`,
      lineTypeToken: 'asks',
      lineTypeField: 'carrier.type',
      privateServices: true,
    },
  )
  ada = rondo.owner
  sam = await signedIn(rondo, 'Sam Berg')
})
afterAll(async () => {
  await rondo.stop()
  numbers.close()
})

async function listOf(name: string, ...rows: string[]): Promise<string> {
  const { id } = await ada.call(lists.addList, { body: { name } })
  await ada.call(lists.pasteToList, { params: { id }, body: { text: ['Name\tPhone', ...rows].join('\n') } })
  return id
}

async function checked(id: string): Promise<contract.Campaign> {
  for (;;) {
    const campaign = await ada.call(contract.showCampaign, { params: { id } })
    if (campaign.check && !campaign.check.isRunning) return campaign
    await pause(30)
  }
}

test('a campaign is checked, mended, started, worked, and told what came of it', async () => {
  const listId = await listOf(
    'Spring',
    'Ann Ek\t070 123 45 61',
    'Ben Ek\t070 123 45 62',
    'Twice Ek\t070 123 45 61',
    'Short Ek\t12',
    'Silent Ek\t',
    'Dear Ek\t0939 123 45 67',
  )
  const made = await ada.call(contract.addCampaign, {
    body: { name: 'Spring', listId, message: 'Good morning, …', costMinor: 30_000 },
  })
  const params = { id: made.id }
  expect(await ada.refused(contract.startCampaign, { params })).toMatchObject({ status: 409 })
  const campaign = await checked(made.id)
  expect(campaign.check).toMatchObject({ checked: 6, usable: 2 })
  expect(asked.toSorted()).toContain('+46701234561 Bearer asks')
  const { counts } = await ada.call(contract.countCampaignFaults, { params })
  expect(Object.fromEntries(counts.map(({ fault, count }) => [fault, count]))).toEqual({
    duplicate: 1,
    phone_invalid: 1,
    phone_missing: 1,
    phone_not_callable: 1,
  })
  expect(await ada.refused(contract.startCampaign, { params })).toMatchObject({
    code: 'campaign_data_unusable',
    data: { usable: 2, checked: 6, percent: 33, least: 80 },
  })
  const faulty = await ada.call(contract.listCampaignFaults, { params, query: { fault: 'phone_invalid' } })
  expect(faulty.items).toMatchObject([{ customer: { name: 'Short Ek' }, phone: '12', faults: ['phone_invalid'] }])
  const once = asked.length
  expect(await ada.call(contract.dropCampaignFaults, { params, body: {} })).toEqual({ dropped: 4 })
  expect((await checked(made.id)).check).toMatchObject({ checked: 2, usable: 2 })
  // What was answered is known: nobody is asked twice.
  expect(asked).toHaveLength(once)
  await ada.call(contract.startCampaign, { params })
  const other = await ada.call(contract.addCampaign, { body: { name: 'Also spring', listId } })
  await checked(other.id)
  expect(await ada.refused(contract.startCampaign, { params: { id: other.id } })).toMatchObject({
    code: 'campaign_running',
  })

  const first = await sam.call(calling.takeNextCall, { body: { listId } })
  expect(first.call?.script).toEqual({ from: 'campaign', name: 'Spring', text: 'Good morning, …' })
  const call = { params: { id: first.call?.prospect.id ?? '' }, body: { outcome: 'reached' as const } }
  const { deal } = await sam.call(calling.logCall, call)
  await sam.call(winDeal, { params: { id: deal?.id ?? '' }, body: {} })
  const second = await sam.call(calling.takeNextCall, { body: { listId } })
  await sam.call(calling.logCall, { params: { id: second.call?.prospect.id ?? '' }, body: { outcome: 'no_answer' } })
  expect(await ada.call(contract.showCampaignResults, { params })).toEqual({
    prospects: 6,
    touched: 2,
    touches: 2,
    reached: 1,
    deals: 1,
    won: 1,
    costPerWinMinor: 30_000,
  })
  const { items } = await ada.call(contract.listCampaignDeals, { params, query: { outcome: 'won' } })
  expect(items).toMatchObject([{ id: deal?.id, outcome: 'won', owner: { name: 'Sam Berg' } }])
  const stopped = await ada.call(contract.stopCampaign, { params })
  expect(stopped.stoppedAt).not.toBeNull()
  expect(await ada.refused(contract.stopCampaign, { params })).toMatchObject({ code: 'campaign_not_so' })
  expect(await ada.refused(contract.deleteCampaign, { params })).toMatchObject({ code: 'campaign_not_so' })
})

test('a dead number that a caller reports blocks the next campaign, until the workspace asks for less', async () => {
  const listId = await listOf('Autumn', 'Dan Dead\t070 222 33 41')
  const { call } = await sam.call(calling.takeNextCall, { body: { listId } })
  const params = { id: call?.prospect.id ?? '' }
  await sam.call(calling.logCall, { params, body: { outcome: 'dead_number' } })
  const again = await listOf('Autumn again', 'Dan Dead\t070 222 33 41', 'Eve Alive\t070 222 33 42')
  const made = await ada.call(contract.addCampaign, { body: { name: 'Autumn', listId: again } })
  await checked(made.id)
  const { counts } = await ada.call(contract.countCampaignFaults, { params: { id: made.id } })
  expect(counts).toEqual([{ fault: 'phone_reported', count: 1 }])
  expect(await ada.refused(contract.startCampaign, { params: { id: made.id } })).toMatchObject({
    data: { percent: 50 },
  })
  expect(await sam.refused(contract.setCampaignRules, { body: { leastUsablePercent: 50 } })).toMatchObject({
    status: 403,
  })
  await ada.call(contract.setCampaignRules, { body: { leastUsablePercent: 50 } })
  expect((await ada.call(contract.startCampaign, { params: { id: made.id } })).startedAt).not.toBeNull()
})
