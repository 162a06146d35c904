import { afterAll, beforeAll, expect, test } from 'vitest'
import { showPersistence } from '../../src/contract/persistence.ts'
import { showProcessMap } from '../../src/contract/process-map.ts'
import { type App, startApp } from '../kit/app.ts'
import { imported } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ timeZone: 'America/New_York' })
})
afterAll(() => rondo?.stop())

const deals = [
  'Deal ID,Deal Name,Status,Created,Closed',
  'D1,By the hour,Won,2026-03-02,2026-03-09',
  'D2,By the day,Won,2026-03-02,2026-03-09',
  'D3,The day after,Lost,2026-03-02,2026-03-09',
  'D4,To the minute,Won,2026-03-02 08:00,2026-03-09 12:00',
]
const calls = [
  'Activity ID,Type,Subject,Deal ID,Date,Direction,Result',
  'A1,Call,They said yes,D1,2026-03-09 23:30,Outbound,Connected',
  'A2,Call,They said yes,D2,2026-03-09,Outbound,Connected',
  'A3,Call,Nobody there,D3,2026-03-05,Outbound,No answer',
  'A4,Call,A last word,D3,2026-03-10,Outbound,Connected',
  'A5,Call,They said yes,D4,2026-03-09 11:00,Outbound,Connected',
  'A6,Call,Thanks,D4,2026-03-09 15:00,Outbound,Connected',
]

test('the call on the day of a win that a file tells by its day alone brought the win', async () => {
  const files = { 'deals.csv': deals, 'calls.csv': calls }
  const done = await imported(
    rondo.owner,
    Object.entries(files).map(([name, lines]) => ({ name, content: `${lines.join('\n')}\n` })),
  )
  expect(done).toMatchObject({ status: 'done', sum: { rejected: 0, created: 10 } })
  const wins = await rondo.owner.call(showPersistence, { query: { aim: 'win' } })
  expect(wins).toMatchObject({ n: 4, untouched: 0, all: { events: 3, stopped: 0, ended: 1 } })
  // What came after the minute of the end, or on a later day, came after it.
  expect(wins.all.touches).toHaveLength(1)
  const replies = await rondo.owner.call(showPersistence, { query: { aim: 'reply' } })
  expect(replies).toMatchObject({ n: 4, all: { events: 3, stopped: 0, ended: 1 } })
  // So does the map: four calls while they were open, two after the end.
  const map = await rondo.owner.call(showProcessMap, { query: { as_of: '2026-04-30' } })
  expect(map.stages.map(({ activities }) => activities.touches).filter(Boolean)).toEqual([4])
})
