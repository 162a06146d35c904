import { describe, expect, test } from 'vitest'
import { phases, template } from '../../src/contract/process.ts'
import { languages } from '../../src/contract/primitives.ts'
import { draftProblems } from '../../src/server/modules/process/stages-rule.ts'
import { renderTemplate, templates } from '../../src/server/modules/process/templates.ts'
import { readCatalogue } from '../../src/words/catalogues.ts'

const cases = templates.flatMap(({ key }) => languages.map((language) => [key, language] as const))

describe('process templates', () => {
  test('begin with the seven steps and offer every school once', () => {
    expect(templates.map(({ key }) => key)).toEqual([
      'seven-steps',
      'seven-steps-classic',
      'seven-steps-needs',
      'seven-steps-inbound',
      'four-steps',
      'five-steps',
      'nine-steps',
      'pipeline',
      'real-estate',
    ])
  })

  test.each(cases)('%s in %s is what the contract offers', (key, language) => {
    const rendered = renderTemplate(key, language)
    expect(template.safeParse(rendered).error?.issues).toBeUndefined()
    expect(draftProblems(rendered?.stages ?? [])).toEqual([])
  })

  test.each(templates.map((planned) => [planned.key, planned] as const))(
    '%s goes once round the wheel',
    (_, { stages }) => {
      expect(new Set(stages.flatMap((stage) => stage.phases)), 'no part of the cycle is left out').toEqual(
        new Set(phases),
      )
      expect(stages.at(-1)?.phases).toEqual(['care'])
    },
  )

  test.each(templates.map((planned) => [planned.key, planned] as const))(
    '%s names each stage and criterion once',
    (_, { stages }) => {
      expect(new Set(stages.map(({ key }) => key)).size).toBe(stages.length)
      for (const { key, entryCriteria, exitCriteria } of stages) {
        const keys = [...entryCriteria, ...exitCriteria].map((criterion) => criterion.key)
        expect(new Set(keys).size, key).toBe(keys.length)
      }
    },
  )

  test('number of steps is what the name says', () => {
    const count = (key: string) => templates.find((planned) => planned.key === key)?.stages.length
    expect(['seven-steps', 'four-steps', 'five-steps', 'nine-steps'].map(count)).toEqual([7, 4, 5, 9])
    const kin = templates.filter(({ key }) => key.startsWith('seven-steps'))
    expect(kin.map(({ stages }) => stages.length)).toEqual([7, 7, 7, 7])
  })

  test('nobody is presented to before need and means are confirmed', () => {
    for (const key of ['seven-steps', 'seven-steps-classic', 'seven-steps-inbound']) {
      const stage = templates
        .find((planned) => planned.key === key)
        ?.stages.find(({ phases: covered }) => covered.includes('presentation'))
      expect(stage?.gate, key).toBe('enforce')
      expect(stage?.entryCriteria, key).toEqual([
        { key: 'need', kind: 'statement' },
        { key: 'means', kind: 'statement' },
      ])
    }
  })

  test('no target is invented', () => {
    const targets = templates.flatMap(({ stages }) => stages.map((stage) => stage.targets))
    expect(new Set(targets.map((target) => JSON.stringify(target)))).toEqual(
      new Set(['{"durationDays":null,"conversionPercent":null,"deals":null}']),
    )
  })

  test('the catalogue holds no words that no template uses', () => {
    const used = templates.flatMap(({ key, stages }) => [
      `templates.${key}.name`,
      `templates.${key}.description`,
      ...stages.flatMap((stage) => [
        ...['name', 'purpose', 'buyer', 'script'].map((part) => `templates.${key}.${stage.key}.${part}`),
        ...[...stage.entryCriteria, ...stage.exitCriteria]
          .filter(({ kind }) => kind === 'statement')
          .map((criterion) => `templates.${key}.${stage.key}.criterion.${criterion.key}`),
      ]),
    ])
    expect([...readCatalogue('templates', 'en').keys()].sort()).toEqual(used.sort())
  })

  test('a template that nobody wrote is none', () => {
    expect(renderTemplate('eleven-steps', 'en')).toBeUndefined()
  })

  test('Hebrew names its stages as the trade does', () => {
    expect(renderTemplate('seven-steps', 'he')?.stages.map(({ name }) => name)).toEqual([
      'איתור לקוחות',
      'הכנה ופנייה ראשונה',
      'בירור צרכים והתאמה',
      'הצגה והדגמה',
      'טיפול בהתנגדויות',
      'סגירת עסקה',
      'שירות והפניות',
    ])
  })
})
