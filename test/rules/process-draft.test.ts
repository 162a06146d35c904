import { expect, test } from 'vitest'
import type { StageDraft } from '../../src/contract/process.ts'
import { draftChanges } from '../../src/web/process/draft-changes.ts'
import { freeKey, moved, phaseRun, sentStages, withNewStage } from '../../src/web/process/stage-edits.ts'
import type { EditedStage } from '../../src/web/process/stage-edits.ts'

const stage = (key: string, more: Partial<StageDraft> = {}): EditedStage => ({
  handle: key,
  key,
  name: key,
  phases: ['closing'],
  purpose: null,
  buyerStep: null,
  script: null,
  gate: 'advise',
  entryCriteria: [],
  exitCriteria: [],
  touchpoints: [],
  targets: { durationDays: null, conversionPercent: null },
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
