import { describe, expect, test } from 'vitest'
import type { StageDraft } from '../../src/contract/process.ts'
import { draftChanges } from '../../src/web/process/draft-changes.ts'
import { mergeDrafts } from '../../src/web/process/merge-drafts.ts'
import { freeKey, moved, phaseRun, sentStages, splitStage, withNewStage } from '../../src/web/process/stage-edits.ts'
import type { EditedStage } from '../../src/web/process/stage-edits.ts'

const stage = (key: string, more: Partial<StageDraft> = {}): EditedStage => ({
  handle: key,
  key,
  name: key,
  phases: ['closing'],
  purpose: null,
  buyerStep: null,
  script: null,
  playbook: { questions: [], dos: [], donts: [] },
  gate: 'advise',
  entryCriteria: [],
  exitCriteria: [],
  touchpoints: [],
  targets: { durationDays: null, conversionPercent: null, deals: null },
  ...more,
})

test.each([
  ['Första kontakt', 'forsta-kontakt'],
  ['  Møde & demo!', 'mode-demo'],
  ['İlk Işık', 'ilk-isik'],
  ['סגירה', 'closing'],
  ['การปิดการขาย', 'closing'],
  ['Closed', 'closed-2'],
])('a stage called %s gets the key %s', (name, key) => {
  expect(freeKey(name, 'closing', new Set(['closed']))).toBe(key)
})

test('a new stage stands before care and gets its key when it is sent; the others keep theirs', () => {
  const stages = [stage('open'), stage('care', { phases: ['care'] })]
  const added = withNewStage(stages, 'Open', 'new 1')
  expect(added.map(({ handle }) => handle)).toEqual(['open', 'new 1', 'care'])
  expect(sentStages(added).map(({ key }) => key)).toEqual(['open', 'open-2', 'care'])
})

test('a stage moves to a place in the list, and nowhere beyond it', () => {
  const stages = [stage('a'), stage('b'), stage('c')]
  const order = (list: readonly EditedStage[]) => list.map(({ key }) => key).join('')
  expect(order(moved(stages, 'a', 2))).toBe('bca')
  expect(order(moved(stages, 'c', 0))).toBe('cab')
  expect(order(moved(stages, 'a', -1))).toBe('abc')
  expect(order(moved(stages, 'x', 1))).toBe('abc')
})

test('phases are a run in their own order, whichever end is named first', () => {
  expect(phaseRun('presentation', 'outreach')).toEqual(['outreach', 'qualification', 'presentation'])
})

test('what publishing changes: added, removed, renamed, changed, reordered, and who may override', () => {
  const published = { overrides: 'anyone' as const, stages: [stage('a'), stage('b'), stage('c'), stage('d')] }
  const draft = {
    overrides: 'nobody' as const,
    stages: [stage('c'), stage('a', { name: 'Begin', gate: 'enforce', purpose: 'To begin' }), stage('e'), stage('d')],
  }
  expect(draftChanges(published, draft)).toEqual([
    { kind: 'added', name: 'e' },
    { kind: 'removed', name: 'b' },
    { kind: 'renamed', name: 'Begin', from: 'a' },
    { kind: 'changed', name: 'Begin', fields: ['purpose', 'gate'] },
    { kind: 'reordered', names: ['c', 'Begin', 'e', 'd'] },
    { kind: 'overrides', overrides: 'nobody' },
  ])
  expect(draftChanges(published, published)).toEqual([])
})

test('a stage is split: its phases are shared, what it asks for on the way out goes with the second half', () => {
  const asked = { key: 'k', kind: 'amount_known' as const, text: null }
  const both = stage('meet', { phases: ['preparation', 'outreach'], entryCriteria: [asked], exitCriteria: [asked] })
  const [first, second] = splitStage([both], 'meet', 'Meet – part 2', 'new 1')
  expect(first).toMatchObject({ key: 'meet', phases: ['preparation'], entryCriteria: [asked], exitCriteria: [] })
  expect(second).toMatchObject({ key: '', phases: ['outreach'], entryCriteria: [], exitCriteria: [asked] })
  expect(splitStage([stage('a')], 'a', 'b', 'new 1').map(({ phases }) => phases)).toEqual([['closing'], ['closing']])
})

describe('two people change one draft', () => {
  const edited = (...stages: EditedStage[]) => ({ overrides: 'anyone' as const, stages })
  const [a, b, c] = [stage('a'), stage('b'), stage('c')]
  const base = edited(a, b, c)
  const keys = ({ stages }: { stages: readonly EditedStage[] }) => stages.map(({ handle }) => handle).join(' ')
  const both = (mine: readonly EditedStage[], theirs: readonly EditedStage[]) =>
    mergeDrafts(base, edited(...mine), edited(...theirs))

  test('other fields, other stages: both changes are kept', () => {
    const merged = both([{ ...a, purpose: 'Mine' }, b, c], [{ ...a, script: 'Theirs' }, { ...b, name: 'B' }, c])
    expect(merged.clashes).toEqual([])
    expect(merged.edited.stages[0]).toMatchObject({ purpose: 'Mine', script: 'Theirs' })
    expect(merged.edited.stages[1]).toMatchObject({ name: 'B' })
  })

  test('the same field: mine stays, and the clash is named', () => {
    const merged = both([{ ...a, purpose: 'Mine' }, b, c], [{ ...a, purpose: 'Theirs' }, b, c])
    expect(merged.edited.stages[0]?.purpose).toBe('Mine')
    expect(merged.clashes).toEqual([{ stage: 'a', field: 'purpose' }])
    expect(both([{ ...a, purpose: 'Same' }, b, c], [{ ...a, purpose: 'Same' }, b, c]).clashes).toEqual([])
  })

  test.each([
    [
      'mine added, theirs added',
      [a, { ...stage('x'), key: '', handle: 'new 1' }, b, c],
      [a, b, stage('y'), c],
      'a new 1 b y c',
    ],
    ['mine removed', [a, c], [a, b, c], 'a c'],
    ['theirs removed', [a, b, c], [b, c], 'b c'],
    ['mine reordered, theirs added', [c, a, b], [a, b, stage('y'), c], 'c a b y'],
    ['theirs reordered', [a, b, c], [b, a, c], 'b a c'],
  ])('%s', (_, mine, theirs, order) => {
    const merged = both(mine, theirs)
    expect(keys(merged.edited)).toBe(order)
    expect(merged.clashes).toEqual([])
  })

  test('a stage that one removes and the other works on stays, and is named', () => {
    expect(both([a, c], [a, { ...b, name: 'B' }, c])).toMatchObject({ clashes: [{ stage: 'B', field: null }] })
    const kept = both([a, { ...b, name: 'B' }, c], [a, c])
    expect([keys(kept.edited), kept.clashes]).toEqual(['a b c', [{ stage: 'B', field: null }]])
  })
})
