import { describe, expect, test } from 'vitest'
import { errors, fieldErrorCodes } from '../../src/contract/errors.ts'
import {
  disqualifyReasons,
  facts,
  lostReasons,
  marketMaturities,
  outcomes,
  reversalReasons,
  signals,
  stakeholderRoles,
} from '../../src/contract/facts.ts'
import { sourceBases, sourceKinds } from '../../src/contract/sources.ts'
import { tagColours } from '../../src/contract/tags.ts'
import { paymentKinds } from '../../src/contract/terms.ts'
import { auditActions, auditTopics } from '../../src/contract/audit.ts'
import { permissions, roles, sights } from '../../src/contract/permissions.ts'
import { languages } from '../../src/contract/primitives.ts'
import { channels, criterionKinds, phases, versionStatuses } from '../../src/contract/process.ts'
import { readCatalogue } from '../../src/words/catalogues.ts'
import { words } from '../../src/words/node.ts'

const sets = {
  phase: phases,
  channel: channels,
  criterion: criterionKinds,
  version_status: versionStatuses,
  outcome: outcomes,
  signal: signals,
  lost_reason: lostReasons,
  disqualify_reason: disqualifyReasons,
  reversal_reason: reversalReasons,
  stakeholder_role: stakeholderRoles,
  source_kind: sourceKinds,
  source_basis: sourceBases,
  payment_kind: paymentKinds,
  tag_colour: tagColours,
  market_maturity: marketMaturities,
  role: roles,
  sees: sights,
}

describe('every code of the contract has its words', () => {
  test('refusals', () => {
    const codes = [...Object.keys(errors), ...fieldErrorCodes.map((code) => `field.${code}`)].map(
      (code) => `errors.${code}`,
    )
    expect([...readCatalogue('errors', 'en').keys()].sort()).toEqual(codes.sort())
  })

  test.each(Object.entries(sets))('%s', (set, codes) => {
    const ids = [...readCatalogue('codes', 'en').keys()].filter((id) => id.startsWith(`codes.${set}.`))
    expect(ids.sort()).toEqual(codes.map((code) => `codes.${set}.${code}`).sort())
  })

  test('rights', () => {
    const ids = [...readCatalogue('team', 'en').keys()].filter((id) => id.startsWith('team.right.'))
    expect(ids.sort()).toEqual([...permissions, 'owner'].map((right) => `team.right.${right}`).sort())
  })

  test('what the audit log tells', () => {
    const ids = [...readCatalogue('audit', 'en').keys()]
    const told = auditTopics
      .flatMap((topic) => [...auditActions[topic]])
      .filter((action) => action !== 'member.changed')
    expect(ids).toEqual(expect.arrayContaining(told.map((action) => `audit.say.${action}`)))
    expect(ids).toEqual(expect.arrayContaining(auditTopics.map((topic) => `audit.topic.${topic}`)))
  })

  test('facts', () => {
    const types = Object.keys(facts).map((type) => `facts.${type.replace('.', '-')}`)
    expect([...readCatalogue('facts', 'en').keys()]).toEqual(expect.arrayContaining(types))
  })

  test('the reasons inside the sentences of facts are those of the contract', () => {
    const english = readCatalogue('facts', 'en')
    const named = (type: string, codes: readonly string[]) =>
      codes.filter((code) => !english.get(`facts.deal-${type}`)?.includes(`${code} {`))
    expect(named('won', signals)).toEqual([])
    expect(named('lost', lostReasons)).toEqual([])
    expect(named('disqualified', disqualifyReasons)).toEqual([])
    expect(named('win_reversed', reversalReasons)).toEqual([])
    expect(named('stakeholder_set', stakeholderRoles)).toEqual([])
  })
})

describe('the timeline reads as sentences', () => {
  const moved = {
    actor: 'Ada',
    direction: 'forward',
    from: 'Qualification',
    to: 'Closing',
    skippedCount: 1,
    skipped: 'Presentation',
    missing: null,
  }
  const won = { actor: 'Ada', amount: '€1,200', signal: 'asked_price', skippedCount: 0, skipped: '' }

  test.each([
    ['facts.deal-moved', moved, 'Ada moved the deal from Qualification to Closing, skipping Presentation'],
    ['facts.deal-moved', { ...moved, skippedCount: 0 }, 'Ada moved the deal from Qualification to Closing'],
    ['facts.deal-moved', { ...moved, direction: 'back' }, 'Ada moved the deal back from Qualification to Closing'],
    [
      'facts.deal-moved',
      { ...moved, skippedCount: 0, missing: 'Need' },
      'Ada moved the deal from Qualification to Closing; still missing: Need',
    ],
    ['facts.deal-won', won, 'Ada won the deal at €1,200 after the buyer asked about the price'],
    ['facts.deal-won', { ...won, amount: null, signal: 'not_stated' }, 'Ada won the deal'],
    ['facts.deal-lost', { actor: 'Ada', reason: 'not_stated', comeBackOn: null }, 'Ada marked the deal as lost'],
    ['facts.deal-assigned', { actor: 'Ada', from: null, to: 'Bo' }, 'Ada assigned the deal to Bo'],
    ['facts.deal-assigned', { actor: 'Ada', from: 'Bo', to: null }, 'Ada took the deal away from Bo: nobody owns it'],
    ['facts.deal-lines_changed', { actor: 'Ada', count: 1, amount: '€10' }, 'Ada changed the products: 1 line, €10'],
  ])('%s %#', (id, values, sentence) => {
    expect(words('en').t(id, values)).toBe(sentence)
  })

  test('no sentence has double spaces or a space before a comma, whatever its reason', () => {
    for (const language of languages) {
      const { t } = words(language)
      for (const signal of signals) {
        for (const amount of [null, '10'])
          expect(t('facts.deal-won', { ...won, signal, amount })).not.toMatch(/ {2}| ,|,,/)
      }
      for (const role of stakeholderRoles) {
        expect(t('facts.deal-stakeholder_set', { actor: 'Ada', person: 'Bo', role })).not.toMatch(/ {2}| ,|,,/)
      }
    }
  })

  test('Hebrew counts two lines in its dual', () => {
    expect(words('he').t('facts.deal-lines_changed', { actor: 'עדה', count: 2, amount: '₪10' })).toContain('שתי שורות')
  })
})
