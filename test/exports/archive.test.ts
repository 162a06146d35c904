import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDeals, openDeal } from '../../src/contract/deals.ts'
import { addExperiment } from '../../src/contract/experiments.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { listRestores } from '../../src/contract/exports.ts'
import { listMembers } from '../../src/contract/access.ts'
import { listProcesses, showProcess } from '../../src/contract/process.ts'
import { loadSample } from '../../src/contract/sample.ts'
import { addSequence } from '../../src/contract/sequences.ts'
import { addCompany } from '../../src/contract/people.ts'
import { manifest } from '../../src/server/modules/exports/manifest.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { everything, restored, send, unzipped } from './exporting.ts'

let rondo: App
let archive: Buffer
let parts: Map<string, Buffer>

beforeAll(async () => {
  rondo = await startApp({ name: 'Kestrel', timeZone: 'Asia/Bangkok', currency: 'THB' })
  await rondo.owner.call(loadSample, { body: {} })
  const { id } = await rondo.owner.call(addCompany, { body: { name: 'บริษัท เคสเทรล จำกัด' } })
  const form = new FormData()
  form.append('companyId', id)
  form.append('file', new Blob([new Uint8Array(1_500_000).fill(7)]), 'offer.bin')
  await rondo.owner.fetch('POST', '/files', form)
  await planOnSequences(rondo.owner)
  archive = await everything(rondo, rondo.owner)
  parts = await unzipped(archive)
}, 60_000)
afterAll(() => rondo.stop())

/** An experiment that points to two sequences, and measures a stage. */
async function planOnSequences(owner: Person): Promise<void> {
  const step = { kind: 'call', channel: null, title: 'Call', waitDays: 0, a: null, b: null } as const
  const [control, changed] = await Promise.all(
    ['Gentle', 'Direct'].map((name) => owner.call(addSequence, { body: { name, steps: [step] } })),
  )
  const { items } = await owner.call(listProcesses, {})
  const processId = items.find(({ isDefault }) => isDefault)?.id ?? ''
  const { versions } = await owner.call(showProcess, { params: { id: processId } })
  const published = versions.find(({ status }) => status === 'published')
  await owner.call(addExperiment, {
    body: {
      name: 'Direct words',
      hypothesis: 'Who is asked directly, comes further',
      kind: 'sequence',
      processId,
      controlSequenceId: control?.id ?? null,
      changedSequenceId: changed?.id ?? null,
      measure: 'reached',
      measureStageKey: published?.stages[1]?.key ?? null,
      horizonDays: 30,
      smallestEffect: 10,
    },
  })
}

function told(zip: ReadonlyMap<string, Buffer>) {
  return manifest.parse(JSON.parse(zip.get('manifest.json')?.toString() ?? ''))
}

test('an archive says what is in it, and holds no secret', async () => {
  const said = told(parts)
  expect(said).toMatchObject({ format: 'rondo-archive', version: 1, workspace: { slug: 'kestrel' } })
  expect(said.files).toEqual({ count: 1, bytes: 1_500_000 })
  const deals = said.parts.find(({ name }) => name === 'deals')
  expect(deals?.rows).toBeGreaterThan(100)
  expect(parts.get('data/deal_lines.jsonl')?.toString()).toMatch(/"list_minor": ?[1-9]/)
  expect(parts.get('data/experiments.jsonl')?.toString()).toMatch(/"measure": ?"reached"/)
  const text = [...parts].map(([name, content]) => (name.startsWith('data/') ? content.toString() : '')).join('')
  for (const secret of ['secret_hash', 'user_id', 'token_hash', '"password"', 'ada@example.com'])
    expect(text.includes(secret), secret).toBe(false)
})

test('another Rondo takes it in without a loss: a second archive has the same bytes', async () => {
  const other = await startApp({ name: 'Elsewhere', email: 'eva@elsewhere.example', language: 'he', currency: 'ILS' })
  try {
    const eva = await other.signIn('eva@elsewhere.example', 'correct horse battery')
    expect(await other.owner.call(listRestores, {})).toMatchObject({ hasRoom: true })
    const restore = await restored(other.owner, archive)
    expect(restore).toMatchObject({ status: 'done', refusal: null, rows: restore.total })
    const again = await unzipped(await everything(other, other.owner))
    for (const { name } of told(parts).parts.filter(({ compared }) => compared))
      expect(again.get(`data/${name}.jsonl`)?.equals(parts.get(`data/${name}.jsonl`) ?? Buffer.of()), name).toBe(true)
    const lines = (zip: ReadonlyMap<string, Buffer>) =>
      zip.get('data/audit_entries.jsonl')?.toString().split('\n') ?? []
    expect(lines(again)).toEqual(expect.arrayContaining(lines(parts)))
    const files = [...parts.keys()].filter((name) => name.startsWith('files/'))
    for (const name of files) expect(again.get(name)?.equals(parts.get(name) ?? Buffer.of()), name).toBe(true)
    await worksOn(other, eva)
  } finally {
    await other.stop()
  }
}, 60_000)

/** Whoever brought the archive works in it as its owner. */
async function worksOn(other: App, eva: Person): Promise<void> {
  const theirs = await rondo.owner.call(listDeals, { query: { limit: 200 } })
  const ours = await eva.call(listDeals, { query: { limit: 200 } })
  expect(ours.items).toEqual(theirs.items)
  const { items: members } = await eva.call(listMembers, { query: {} })
  expect(members.filter(({ email }) => email !== null)).toMatchObject([{ name: 'Ada Lindqvist', role: 'owner' }])
  const opened = await eva.call(openDeal, { body: { name: 'The first one here' } })
  expect(opened.currency).toBe('THB')
  await eva.call(winDeal, { params: { id: opened.id }, body: {} })
  expect(await eva.call(listRestores, {})).toMatchObject({ hasRoom: false, items: [{ status: 'done' }] })
  const again = await send(other.owner, new Uint8Array(archive))
  expect(again).toMatchObject({ status: 409, body: { code: 'workspace_not_empty' } })
}

test('an archive comes into no workspace in which somebody has worked', async () => {
  const answer = await send(rondo.owner, new Uint8Array(archive))
  expect(answer).toMatchObject({ status: 409, body: { code: 'workspace_not_empty' } })
})
