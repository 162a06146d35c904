import { expect, test } from 'vitest'
import { type GateStage, gatesOnTheWay, type GateView, passedOver } from '../../src/server/modules/deals/gate.ts'
import type { Criterion, Phase } from '../../src/contract/process.ts'

const says = (key: string): Criterion => ({ key, kind: 'statement', text: key })
const shows = (kind: Criterion['kind']): Criterion => ({ key: kind.replaceAll('_', '-'), kind, text: null })

const stage = (position: number, key: string, more: Partial<GateStage>): GateStage => ({
  id: key,
  key,
  name: key,
  position,
  phases: ['prospecting' satisfies Phase],
  gate: 'enforce',
  entryCriteria: [],
  exitCriteria: [],
  ...more,
})
const stages = [
  stage(0, 'find', { exitCriteria: [says('found')] }),
  stage(1, 'meet', { gate: 'advise', entryCriteria: [says('invited')], exitCriteria: [shows('contact_known')] }),
  stage(2, 'show', { entryCriteria: [says('need')], exitCriteria: [says('liked')] }),
]
const nothing: GateView = {
  amountKnown: false,
  expectedCloseKnown: false,
  ownerKnown: false,
  nextStepPlanned: false,
  hasLines: false,
  customerIsPrivate: false,
  stakeholderRoles: [],
  qualified: [],
  confirmed: [],
}
const keys = (gates: readonly { stage: string; missing: readonly { key: string }[] }[]) =>
  gates.map(({ stage: name, missing }) => [name, ...missing.map(({ key }) => key)].join(' '))

test.each([
  ['the next stage asks to leave and to enter', 0, 1, ['find found'], ['meet invited']],
  ['a stage passed over asks for both', 0, 2, ['find found', 'show need'], ['meet invited contact-known']],
  ['a stage that is left asks for its exit only', 1, 2, ['show need'], ['meet contact-known']],
  ['going back asks for nothing', 2, 0, [], []],
])('%s', (_, from, to, enforced, advised) => {
  const verdict = gatesOnTheWay(stages, from, to, nothing)
  expect(keys(verdict.enforced)).toEqual(enforced)
  expect(keys(verdict.advised)).toEqual(advised)
})

test('a confirmation counts in the stage it was made for', () => {
  const confirmed = [
    { stageKey: 'find', criterion: 'found' },
    { stageKey: 'meet', criterion: 'need' },
  ]
  const verdict = gatesOnTheWay(stages, 0, 2, { ...nothing, confirmed })
  expect(keys(verdict.enforced)).toEqual(['show need'])
})

const shown: [Criterion['kind'], Partial<GateView>][] = [
  ['amount_known', { amountKnown: true }],
  ['expected_close_known', { expectedCloseKnown: true }],
  ['owner_known', { ownerKnown: true }],
  ['next_step_planned', { nextStepPlanned: true }],
  ['lines_present', { hasLines: true }],
  ['contact_known', { stakeholderRoles: ['uses'] }],
  ['contact_known', { customerIsPrivate: true }],
  ['decider_known', { stakeholderRoles: ['uses', 'decides'] }],
  ['decider_known', { stakeholderRoles: ['signs'] }],
  ['decider_known', { customerIsPrivate: true }],
]
test.each(shown)('%s is met by %j, and by nothing else', (kind, view) => {
  const way = [stage(0, 'a', {}), stage(1, 'b', { entryCriteria: [shows(kind)] })]
  expect(gatesOnTheWay(way, 0, 1, { ...nothing, ...view }).enforced).toEqual([])
  const others: GateView = {
    ...nothing,
    amountKnown: kind !== 'amount_known',
    expectedCloseKnown: kind !== 'expected_close_known',
    ownerKnown: kind !== 'owner_known',
    nextStepPlanned: kind !== 'next_step_planned',
    hasLines: kind !== 'lines_present',
    stakeholderRoles: kind === 'contact_known' ? [] : ['uses'],
  }
  expect(gatesOnTheWay(way, 0, 1, others).enforced).toHaveLength(1)
})

test('stages passed over stand between, whichever way', () => {
  expect(passedOver(stages, 0, 2).map(({ key }) => key)).toEqual(['meet'])
  expect(passedOver(stages, 0, 1)).toEqual([])
  expect(passedOver(stages, 2, 0)).toEqual([])
})
