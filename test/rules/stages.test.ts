import { expect, test } from 'vitest'
import type { Phase } from '../../src/contract/process.ts'
import { draftProblems } from '../../src/server/modules/process/stages-rule.ts'
import { renderTemplate, templates } from '../../src/server/modules/process/templates.ts'

const stage = (key: string, ...phases: Phase[]) => ({ key, name: key, phases, entryCriteria: [], exitCriteria: [] })
const find = stage('find', 'prospecting')
const meet = stage('meet', 'preparation', 'outreach')
const close = stage('close', 'closing')
const care = stage('care', 'care')

test.each([
  ['the shortest process', [find, close], null],
  ['one with care', [find, meet, close, care], null],
  ['two stages of one phase', [find, meet, stage('call', 'outreach'), close], null],
  ['phases left out', [meet, close], null],
  ['a single stage', [find], 'too_few'],
  ['twenty-one stages', Array.from({ length: 21 }, (_, n) => stage(`s${n}`, 'outreach')), 'too_many'],
  ['two stages of one key', [find, { ...meet, key: 'find' }, close], 'duplicate_key'],
  ['two stages of one name', [find, { ...meet, name: 'FIND ' }, close], 'duplicate_name'],
  ['a phase before its time', [close, find], 'phases_out_of_order'],
  ['a stage that runs backwards', [stage('a', 'outreach', 'preparation'), close], 'phases_out_of_order'],
  ['a stage with a hole in it', [stage('a', 'prospecting', 'outreach'), close], 'phases_out_of_order'],
  ['care before the end', [find, care, close], 'care_not_last'],
  ['care together with closing', [find, stage('end', 'closing', 'care')], 'care_not_last'],
] as const)('%s', (_, stages, problem) => {
  expect(draftProblems(stages)[0]?.problem ?? null).toBe(problem)
})

test('the stage to move is named, not all that it stands before', () => {
  const sign = stage('sign', 'closing')
  const [one, two, three] = [stage('one', 'outreach'), stage('two', 'qualification'), stage('three', 'presentation')]
  const named = (...stages: (typeof sign)[]) => draftProblems(stages).map((problem) => problem.stage)
  expect(named(find, sign, one, two, three)).toEqual(['sign'])
  expect(named(find, three, one, two, sign)).toEqual(['three'])
  expect(named(find, two, sign, one, three)).toHaveLength(2)
  expect(named(find, one, sign, two, stage('last', 'closing'))).toEqual(['sign'])
})

test('every template is a process', () => {
  for (const { key } of templates)
    expect([key, draftProblems(renderTemplate(key, 'en')?.stages ?? [])]).toEqual([key, []])
})
