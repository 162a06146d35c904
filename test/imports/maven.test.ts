import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDeals, listFacts } from '../../src/contract/deals.ts'
import { type App, startApp } from '../kit/app.ts'
import { finished, maven, upload } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ currency: 'USD', timeZone: 'America/New_York' })
})
afterAll(() => rondo?.stop())

test('the whole pipeline comes in, and every row is accounted for', async () => {
  const staged = await upload(rondo.owner, maven, { start: 'true', observed_from: '2017-03-01' })
  const began = performance.now()
  const done = await finished(rondo.owner, staged.importId)
  console.log(
    'ms',
    performance.now() - began,
    JSON.stringify(done.problems),
    done.status,
    JSON.stringify(done.files.map(({ sample, headers, ...r }) => r)),
  )
  expect(done).toMatchObject({ status: 'done', rows: 8800, created: 8800, updated: 0, merged: 0, rejected: 0 })
  const deals = await rondo.owner.call(listDeals, { query: { outcome: 'won', limit: 1 } })
  const [deal] = deals.items
  console.log(JSON.stringify(deal))
  console.log(JSON.stringify((await rondo.owner.call(listFacts, { params: { id: deal?.id ?? '' } })).items))
})
