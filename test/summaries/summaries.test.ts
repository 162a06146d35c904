import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePreferences } from '../../src/contract/access.ts'
import { pinToToday } from '../../src/contract/dashboards.ts'
import { changeDeal, openDeal, showDeal } from '../../src/contract/deals.ts'
import { loseDeal, winDeal } from '../../src/contract/moves.ts'
import {
  chooseSummary,
  chooseSummaryForAll,
  showSummaryChoice,
  showWeeklySummary,
  stopSummary,
} from '../../src/contract/summaries.ts'
import { languages } from '../../src/contract/primitives.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { sendDue } from '../../src/server/modules/summaries/index.ts'
import { type App, type Person, person, startApp } from '../kit/app.ts'
import { type Mailbox, openMailbox } from '../kit/mailbox.ts'
import { opens } from '../measurement/opens.ts'

let rondo: App
let mailbox: Mailbox
let ada: Person
let visitor: Person
let colleague: string
let sam: Person & { readonly memberId: string }
// A Monday long enough ago that its week is over wherever one is, at seven in the morning in Copenhagen.
const monday = new Date('2026-03-09T06:00:00.000Z')
const week = { from: '2026-03-02', to: '2026-03-08' }

beforeAll(async () => {
  mailbox = await openMailbox()
  rondo = await startApp({ timeZone: 'Europe/Copenhagen' }, { smtpUrl: mailbox.url, mailFrom: 'crm@kestrel.example' })
  ada = rondo.owner
  visitor = person(rondo.url, '', { origin: rondo.url })
  colleague = (await rondo.member('seller', 'Bo Lund')).memberId
  sam = await signedIn()
  // A deal a week for ten whole weeks, nine in the last of them.
  const before = Array.from({ length: 11 }, (_, back) => sell(back * 7 + 7, 'Before'))
  await Promise.all([...before, ...Array.from({ length: 9 }, (_, number) => sell(0, `Ada’s ${number}`))])
  const { id } = await sell(0, 'Sam’s <b>own</b>', sam.memberId)
  await ada.call(winDeal, { params: { id }, body: { occurredAt: '2026-03-05T10:00:00.000Z' } })
  const lost = await sell(7, 'Lost')
  await ada.call(loseDeal, { params: { id: lost.id }, body: { occurredAt: '2026-03-06T10:00:00.000Z' } })
}, 120_000)
afterAll(async () => {
  await rondo.stop()
  await mailbox.close()
})

function sell(daysBefore: number, name: string, ownerId: string | null = null) {
  const occurredAt = new Date(Date.parse('2026-03-03T10:00:00.000Z') - daysBefore * 86_400_000).toISOString()
  return ada.call(openDeal, { body: { name, ownerId: ownerId ?? colleague, amountMinor: 120_000, occurredAt } })
}

/** A seller who sees their own deals alone. */
async function signedIn() {
  const [email, password] = ['sam.berg@kestrel.example', 'correct horse battery']
  const passwordHash = await hashPassword(password)
  const user = { workspaceId: rondo.workspaceId, name: 'Sam Berg', email, role: 'seller', language: 'en' } as const
  const memberId = await rondo.pools.db
    .transaction()
    .execute(async (tx) => addUser(tx, new Date(), { ...user, passwordHash }))
  await rondo.pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', memberId).execute()
  return { ...(await rondo.signIn(email, password)), memberId }
}

test('a week is told beside the weeks before it, each number opening to its deals, of what one sees', async () => {
  const found = await ada.call(showWeeklySummary, { query: { day: '2026-03-05' } })
  expect(found).toMatchObject({ ...week, asOf: week.to, weeks: 10 })
  const told = found.counts.map(({ code, count, verdict }) => [code, count, verdict])
  expect(told).toEqual([
    ['opened', 10, 'more'],
    ['won', 1, 'usual'],
    ['lost', 1, 'usual'],
  ])
  expect(found.counts[0]?.usual).toBeCloseTo(1.1)
  expect(found.counts[1]).toMatchObject({ usual: 0, low: 0, high: expect.closeTo(0.369, 3) })
  for (const { code, count } of found.counts)
    expect(await opens(ada, 'weeks', `${code}/${week.from}`, { as_of: week.to })).toBe(count)
  expect(found.won).toMatchObject([{ name: 'Sam’s <b>own</b>', amountMinor: 120_000 }])
  expect(found.process?.stages[0]).toMatchObject({ key: 'prospecting', entered: 10 })
  const own = await sam.call(showWeeklySummary, { query: { day: '2026-03-05' } })
  expect(own.counts.map(({ count, verdict }) => [count, verdict])).toEqual([
    [1, 'unknown'],
    [1, 'unknown'],
    [0, 'unknown'],
  ])
  expect(JSON.stringify(own)).not.toContain('Ada')
})

test('on Monday morning it comes once, however many ask, in the words of its reader, with what they see; one click ends it', async () => {
  const { db } = rondo.pools
  await sam.call(pinToToday, { body: { figures: [{ figure: 'win_rate', filters: {} }] } })
  await sam.call(changePreferences, { body: { language: 'he' } })
  await sendDue(db, monday)
  expect(await sam.call(chooseSummary, { body: { own: true } })).toEqual({ canMail: true, forAll: false, own: true })
  // Sunday, and too early: nobody is written to.
  await sendDue(db, new Date('2026-03-08T11:00:00.000Z'))
  await sendDue(db, new Date('2026-03-09T04:30:00.000Z'))
  expect(await asked()).toEqual([])
  await Promise.all(Array.from({ length: 5 }, () => sendDue(db, monday)))
  // Whatever is written wakes the jobs; sendDue stands outside of a request here.
  await sam.call(changePreferences, { body: { language: 'he' } })
  const mail = await mailbox.next()
  expect(mail.to).toBe('sam.berg@kestrel.example')
  expect(mail.html).toContain('lang="he" dir="rtl"')
  expect(mail.html).toContain('Sam’s &lt;b&gt;own&lt;/b&gt;')
  expect(mail.text).toContain(`/insights?as_of=${week.to}&part=all&group=weeks%3Awon%2F${week.from}`)
  expect(mail.html + mail.text).not.toContain('Ada')
  await expect.poll(asked).toEqual(['sent'])
  await sendDue(db, new Date('2026-03-09T09:00:00.000Z'))
  expect(await asked()).toEqual(['sent'])
  const token = /\/stop-summary#(rondo_\w+_[\w-]+)/.exec(mail.text)?.[1] ?? ''
  expect(mail.headers.toLowerCase()).toContain('list-unsubscribe')
  expect(await visitor.call(stopSummary, { body: { token } })).toMatchObject({ language: 'he', wanted: false })
  expect(await sam.call(showSummaryChoice, {})).toMatchObject({ own: false })
  const wrong = await visitor.refused(stopSummary, { body: { token: `${token.slice(0, -3)}AAA` } })
  expect(wrong).toMatchObject({ code: 'not_found' })
  // What oneself chose holds against what the workspace chooses.
  await ada.call(chooseSummaryForAll, { body: { forAll: true } })
  await sendDue(db, new Date('2026-03-16T06:00:00.000Z'))
  const rows = await db.selectFrom('weekly_summaries').select('member_id').where('week_on', '=', '2026-03-16').execute()
  expect(rows.map((row) => row.member_id)).not.toContain(sam.memberId)
  expect(rows.length).toBeGreaterThan(0)
})

async function asked() {
  const rows = await rondo.pools.db
    .selectFrom('weekly_summaries')
    .select('mail')
    .where('member_id', '=', sam.memberId)
    .execute()
  return rows.map(({ mail }) => mail)
}

test('a mail that may have gone out before a crash is not sent again', async () => {
  const { db } = rondo.pools
  await sam.call(chooseSummary, { body: { own: true } })
  await sendDue(db, new Date('2026-03-23T06:00:00.000Z'))
  await db
    .updateTable('weekly_summaries')
    .set({ mail: 'sending' })
    .where('week_on', '=', '2026-03-23')
    .where('member_id', '=', sam.memberId)
    .execute()
  await sam.call(chooseSummary, { body: { own: true } })
  const open = () => db.selectFrom('outbox').select('id').where('done_at', 'is', null).execute()
  await expect.poll(open).toEqual([])
  expect((await asked()).toSorted()).toEqual(['sending', 'sent'])
})

test('all languages say it, and ranges stay in one line', async () => {
  const { htmlOf, textOf } = await import('../../src/server/integrations/email/letter.ts')
  const { letter } = await import('../../src/server/modules/summaries/mail.ts')
  const summary = await ada.call(showWeeklySummary, { query: { day: '2026-03-05' } })
  for (const language of languages) {
    const to = { name: 'Eva', email: 'eva@example.com', language, workspaceName: 'Kestrel' }
    const said = letter({ summary, to, workspace: { slug: 'kestrel' }, base: 'https://crm.example', token: 't' })
    expect(said.sections?.map(({ lines }) => lines.length)).toEqual([3, 1, 1, expect.any(Number)])
    expect(htmlOf(said).match(/\u2066/g)?.length).toBeGreaterThan(2)
    expect(
      htmlOf(said).replaceAll(/<span style="white-space:nowrap">\u2066[^<]+–[^<]+\u2069<\/span>/g, ''),
    ).not.toMatch(/\u2066/)
    expect(textOf(said)).not.toContain('\u2060')
  }
})

test('a link gives the week as it was known, with its largest wins', async () => {
  const asked = { day: '2026-03-05' }
  const then = await ada.call(showWeeklySummary, { query: asked })
  const { id } = await sell(0, 'Told later')
  await ada.call(winDeal, { params: { id }, body: { amountMinor: 90_000, occurredAt: '2026-03-04T10:00:00.000Z' } })
  const now = await ada.call(showWeeklySummary, { query: asked })
  expect(now.counts.map(({ count }) => count)).toEqual([11, 2, 1])
  expect(now.won.map(({ amountMinor }) => amountMinor)).toEqual([120_000, 90_000])
  expect(await ada.call(showWeeklySummary, { query: { ...asked, known_at: then.knownAt } })).toEqual(then)
})

test('what a win of the week has become worth since does not change its place among the largest', async () => {
  const asked = { day: '2026-02-25' }
  const wins = await Promise.all(
    [10, 70, 30, 60, 20, 50, 40].map(async (amountMinor) => {
      const { id } = await sell(7, `Worth ${amountMinor}`)
      const body = { amountMinor, occurredAt: '2026-02-26T10:00:00.000Z' }
      await ada.call(winDeal, { params: { id }, body })
      return id
    }),
  )
  const then = await ada.call(showWeeklySummary, { query: asked })
  expect(then.won.map(({ amountMinor }) => amountMinor)).toEqual([70, 60, 50, 40, 30])
  // The smallest has become the largest, and the largest the smallest.
  for (const [at, amountMinor] of [
    [0, 900],
    [1, 1],
  ] as const) {
    const { version } = await ada.call(showDeal, { params: { id: wins[at] ?? '' } })
    await ada.call(changeDeal, { params: { id: wins[at] ?? '' }, body: { amountMinor }, version })
  }
  const { won } = await ada.call(showWeeklySummary, { query: asked })
  expect(won).toEqual(then.won)
})
