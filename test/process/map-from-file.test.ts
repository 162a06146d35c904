import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReadMapFile } from '../../src/contract/process-map-files.ts'
import { stagesFromFile } from '../../src/web/process/stages-from-file.ts'
import { type World, draftsOf, startWorld } from '../kit/world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

async function read(content: string | Buffer<ArrayBuffer>, name: string, by = world.ada) {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const { status, body } = await by.fetch('POST', '/process-map-files', form)
  // Checked against the contract by the server of the tests.
  return { status, body: body as ReadMapFile & { code: string; data: object } }
}

test('a table of stages is read by its columns, in any language, with what else it holds named', async () => {
  const english = [
    'Stage,Phase,Purpose,Target days,Conversion,Exit criteria,Favourite colour',
    'Find them,prospecting,Only the right ones,5,40%,The list is checked; The amount is known,blue',
    'Sign,closing,,"12,5",0.25,,',
    ',,,,,,green',
  ].join('\n')
  const { body } = await read(english, 'map.csv')
  expect(body.columns.map(({ column }) => column)).toEqual([
    'name',
    'phase',
    'purpose',
    'durationDays',
    'conversionPercent',
    'exitCriteria',
    null,
  ])
  expect(body.stages).toMatchObject([
    {
      name: 'Find them',
      phases: ['prospecting'],
      purpose: 'Only the right ones',
      durationDays: 5,
      conversionPercent: 40,
    },
    { name: 'Sign', phases: ['closing'], purpose: null, durationDays: 13, conversionPercent: 25, entryCriteria: null },
  ])
  expect(body.stages[0]?.exitCriteria?.map(({ kind, text }) => [kind, text])).toEqual([
    ['statement', 'The list is checked'],
    ['amount_known', null],
  ])
  expect(body.left).toBe(1)
  const hebrew = await read('שלב;מטרה;ימים\nאיתור לקוחות;למצוא;7\n', 'מפה.csv')
  expect(hebrew.body.stages).toMatchObject([{ phases: ['prospecting'], purpose: 'למצוא', durationDays: 7 }])
})

test('the workbook that the map is taken away as is read back', async () => {
  const { headers } = world.ada
  const answer = await fetch(`${world.rondo.url}/api/v1/measurement/process-map/file?language=he`, { headers })
  const { body } = await read(Buffer.from(await answer.arrayBuffer()), 'map.xlsx')
  const before = world.process.versions[0]?.stages.filter(({ phases }) => !phases.includes('care')) ?? []
  expect(body.stages.map(({ name, purpose, buyerStep }) => ({ name, purpose, buyerStep }))).toEqual(
    before.map(({ name, purpose, buyerStep }) => ({ name, purpose, buyerStep })),
  )
  const told = (list: readonly { kind: string; text: string | null }[] | null) =>
    (list ?? []).map(({ kind, text }) => [kind, text])
  expect(body.stages.map(({ exitCriteria }) => told(exitCriteria))).toEqual(
    before.map(({ exitCriteria }) => told(exitCriteria)),
  )
})

test('a stage of the same name keeps what the file does not say, and care stays at the end', () => {
  const version = world.process.versions[0]
  if (!version) throw new Error('no version')
  const stages = draftsOf(version).map((stage) => ({ ...stage, handle: stage.key }))
  const [first] = stages
  if (!first) throw new Error('no stage')
  const none = { phases: null, purpose: null, buyerStep: null, entryCriteria: null, exitCriteria: null }
  const blank = { ...none, durationDays: null, conversionPercent: null, deals: null }
  const made = stagesFromFile(
    stages,
    [
      { ...blank, name: first.name.toUpperCase(), purpose: 'New', durationDays: 3 },
      { ...blank, name: 'Pilot' },
    ],
    () => 'new 1',
  )
  expect(made.map(({ key }) => key)).toEqual([first.key, '', 'care'])
  expect(made[0]).toMatchObject({ purpose: 'New', buyerStep: first.buyerStep, touchpoints: first.touchpoints })
  expect(made[0]?.targets).toEqual({ ...first.targets, durationDays: 3 })
  expect(made[1]).toMatchObject({ phases: [first.phases.at(-1)], handle: 'new 1' })
})

test.each([
  ['a file without a column of names', 'colour,size\nblue,3\n', 'map.csv', 422, 'import_file_unreadable'],
  ['an empty file', '', 'map.csv', 422, 'import_file_unreadable'],
])('%s is refused with its reason', async (_, content, name, status, code) => {
  const answer = await read(content, name)
  expect([answer.status, answer.body.code]).toEqual([status, code])
})

test('only whoever may change a process reads one from a file', async () => {
  const { status } = await read('stage\nA\n', 'map.csv', world.sam)
  expect(status).toBe(403)
})
