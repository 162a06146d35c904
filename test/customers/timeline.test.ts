import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  listCompanyTimeline,
  listPersonTimeline,
  showCompanyCycles,
  showPersonCycles,
} from '../../src/contract/customers.ts'
import { setStakeholder } from '../../src/contract/deals.ts'
import { comeBack, loseDeal, winDeal } from '../../src/contract/moves.ts'
import { writeNote } from '../../src/contract/notes.ts'
import { daysAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const says = (text: string) => ({
  type: 'doc' as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})

test('one customer’s story runs over all deals: lost, come back, won, with notes and files between', async () => {
  const { sam, nordlys, freja } = world
  const first = await world.openPilot({ name: 'First pass', occurredAt: daysAgo(200), amountMinor: 10_000 })
  await sam.call(loseDeal, { params: { id: first.id }, body: { reason: 'timing', occurredAt: daysAgo(150) } })
  const second = await sam.call(comeBack, { params: { id: first.id }, body: { occurredAt: daysAgo(40) } })
  await sam.call(setStakeholder, { params: { id: second.id, personId: freja.id }, body: { role: 'decides' } })
  await sam.call(winDeal, { params: { id: second.id }, body: { amountMinor: 25_000 } })
  await sam.call(writeNote, { body: { companyId: nordlys.id, content: says('Likes masts') } })
  await sam.call(writeNote, { body: { personId: freja.id, content: says('Sails') } })
  const note = await sam.call(writeNote, { body: { dealId: second.id, content: says('Signed in Aarhus') } })
  const form = new FormData()
  form.append('companyId', nordlys.id)
  form.append('file', new Blob(['x']), 'frame-agreement.txt')
  await sam.fetch('POST', '/files', form)

  const params = { id: nordlys.id }
  const all = await sam.call(listCompanyTimeline, { params })
  expect(all.items.map(({ kind }) => kind).slice(0, 4)).toEqual(['file', 'note', 'note', 'note'])
  expect(all.items.at(-1)).toMatchObject({ kind: 'fact', deal: { name: 'First pass' }, fact: { type: 'deal.opened' } })
  const paged = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: typeof all = await sam.call(listCompanyTimeline, {
      params,
      query: { limit: 3, ...(after ? { after } : {}) },
    })
    paged.push(...page.items)
    after = page.next
  }
  expect(paged).toEqual(all.items)
  const ofDeal = await sam.call(listCompanyTimeline, { params, query: { kinds: 'note,file', deal: second.id } })
  expect(ofDeal.items).toMatchObject([{ kind: 'note', note: { id: note.id }, deal: { id: second.id } }])

  const cycles = await sam.call(showCompanyCycles, { params })
  expect(cycles).toMatchObject({
    openCount: 0,
    won: [{ minor: 25_000, currency: 'EUR', count: 1 }],
    items: [
      { outcome: 'won', previousDealId: first.id },
      { outcome: 'lost', previousDealId: null },
    ],
  })
  const hers = await sam.call(showPersonCycles, { params: { id: freja.id } })
  expect(hers.items).toMatchObject([{ id: second.id, role: 'decides' }])
  const story = await sam.call(listPersonTimeline, { params: { id: freja.id }, query: { kinds: 'note' } })
  expect(story.items.map((item) => item.kind === 'note' && item.note.aboutName)).toEqual([second.name, 'Freja Holst'])
})
