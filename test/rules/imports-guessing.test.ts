import { describe, expect, test } from 'vitest'
import { languages } from '../../src/contract/primitives.ts'
import type { Phase } from '../../src/contract/process.ts'
import { guessColumns } from '../../src/server/modules/imports/guessing/columns.ts'
import { contactStage, stageMeaning } from '../../src/server/modules/imports/guessing/stage-words.ts'
import { guessLayout } from '../../src/server/modules/imports/reading/layout.ts'
import { renderTemplate } from '../../src/server/modules/process/templates.ts'

const stages = (
  [
    ['prospecting', ['prospecting']],
    ['first-contact', ['preparation', 'outreach']],
    ['qualification', ['qualification']],
    ['presentation', ['presentation']],
    ['objections', ['objections']],
    ['closing', ['closing']],
    ['care', ['care']],
  ] as const satisfies [string, Phase[]][]
).map(([key, phases], position) => ({ id: key, key, name: key, position, phases }))

describe('stages by meaning', () => {
  test.each([
    ['Won', null, 'won'],
    ['Closed Won', null, 'won'],
    ['closedlost', null, 'lost'],
    ['Engaging', 'first-contact', 'open'],
    ['Prospecting', 'prospecting', 'open'],
    ['Proposal/Price Quote', 'presentation', 'open'],
    ['Negotiation/Review', 'objections', 'open'],
    ['Id. Decision Makers', 'qualification', 'open'],
    ['Vunnen', null, 'won'],
    ['Förhandling', 'objections', 'open'],
    ['נסגר בזכייה', null, null],
    ['אבודה', null, 'lost'],
    ['Kazanıldı', null, 'won'],
    ['Teklif gönderildi', 'presentation', 'open'],
    ['Tabt', null, 'lost'],
    ['ปิดการขายได้', null, 'won'],
    ['เจรจาต่อรอง', 'objections', 'open'],
    ['care', null, 'won'],
    ['On hold', null, 'not_now'],
    ['2-Develop', 'qualification', 'open'],
    ['3. Propose (60%)', 'presentation', 'open'],
    ['Steg 4: Förhandling', 'objections', 'open'],
    ['Sales pipeline - Contract sent', 'closing', 'open'],
    ['Closed Lost - no budget', null, 'lost'],
    ['Proposal sent to the board', 'presentation', 'open'],
    ['Not qualified by phone', null, 'disqualified'],
    ['CUSTOMER', null, 'won'],
    ['SCREENING', 'qualification', 'open'],
    ['in-negociation', 'objections', 'open'],
    ['delayed', null, 'not_now'],
    ['Loss', null, 'lost'],
    ['CANCELLED', null, 'lost'],
    ['Beyond the hills', null, null],
    ['Closed', null, null],
    ['Schrödinger', null, null],
  ])('%s', (name, stage, outcome) => {
    expect(stageMeaning(name, stages)).toEqual(outcome === null ? null : { stage, outcome })
  })

  test('a stage of the process is known by its own name, in every language', () => {
    for (const language of languages) {
      const template = renderTemplate('seven-steps', language)
      const own = (template?.stages ?? []).map((stage, position) => ({ ...stage, id: stage.key, position }))
      for (const stage of own.filter(({ phases }) => !phases.includes('care'))) {
        const meaning = stageMeaning(stage.name, own)
        expect([language, stage.name, meaning?.stage]).toEqual([language, stage.name, stage.key])
      }
    }
  })

  test('a first contact belongs to the stage of outreach, or to the first', () => {
    expect(contactStage(stages)?.key).toBe('first-contact')
    expect(contactStage(stages.slice(2))?.key).toBe('qualification')
  })
})

describe('columns', () => {
  const guess = (name: string, text: string) => {
    const layout = guessLayout(text)
    return layout && guessColumns(name, layout)
  }

  test('the header says what a file holds', () => {
    expect(guess('a.csv', 'Opportunity ID,Account,Deal Stage,Close Value\n1,Acme,Won,12\n')).toMatchObject({
      kind: 'deals',
      fields: { externalId: 'Opportunity ID', company: 'Account', stage: 'Deal Stage', amount: 'Close Value' },
    })
    expect(
      guess('a.csv', 'First Name,Last Name,URL,Email Address\nAda,L,https://www.linkedin.com/in/a,a@b.se\n'),
    ).toMatchObject({
      kind: 'people',
      fields: { firstName: 'First Name', lastName: 'Last Name', email: 'Email Address', linkedin: 'URL' },
    })
    expect(guess('sales_teams.csv', 'sales_agent,manager\nAnna,Dustin\n')).toMatchObject({ kind: 'members' })
    expect(guess('products.csv', 'product,series,sales_price\nGTX,G,5\n')).toMatchObject({ kind: 'products' })
    expect(guess('accounts.csv', 'account,sector\nAcme,steel\n')).toMatchObject({ kind: 'companies' })
    expect(guess('a.csv', 'column1,column2\nx,y\n')).toMatchObject({ kind: 'ignore' })
  })

  test.each([
    ['sv', 'Affärsnamn;Företag;Steg;Belopp;Förväntat avslut;Ägare\nA;B;Offert;12,50;2026-01-02;Eva\n'],
    ['he', 'שם העסקה,חברה,שלב,סכום,תאריך סגירה צפוי,אחראי\nא,ב,פתוח,12,2026-01-02,ג\n'],
    ['tr', 'Anlaşma adı;Şirket;Aşama;Tutar;Beklenen kapanış tarihi;Sorumlu\nA;B;Teklif;12;02.01.2026;Can\n'],
    ['da', 'Handel;Virksomhed;Trin;Beløb;Forventet lukkedato;Ejer\nA;B;Tilbud;12;02.01.2026;Bo\n'],
    ['th', 'ชื่อดีล,บริษัท,ขั้นตอน,มูลค่า,วันที่คาดว่าจะปิดการขาย,ผู้รับผิดชอบ\nก,ข,เสนอราคา,12,2/1/2569,ค\n'],
  ])('in %s too', (_, text) => {
    const found = guess('a.csv', text)
    expect(found?.kind).toBe('deals')
    expect(Object.keys(found?.fields ?? {}).sort()).toEqual(
      ['amount', 'company', 'expectedCloseOn', 'name', 'owner', 'stage'].sort(),
    )
  })

  test('deals without a name, a customer or a stage are deals too', () => {
    expect(
      guess('win-loss.csv', 'Opportunity Number,Region,Opportunity Result,Opportunity Amount USD\n1,West,Loss,500\n'),
    ).toMatchObject({
      kind: 'deals',
      fields: { externalId: 'Opportunity Number', status: 'Opportunity Result', amount: 'Opportunity Amount USD' },
    })
    expect(
      guess('leads.csv', 'mql_id,first_contact_date,landing_page_id,origin\na1,2018-02-01,b2,social\n'),
    ).toMatchObject({
      kind: 'deals',
      fields: { externalId: 'mql_id', contactedOn: 'first_contact_date', source: 'origin' },
    })
    expect(guess('closed.csv', 'mql_id,seller_id,sr_id,won_date\na1,s1,r1,2018-02-26 19:58:54\n')).toMatchObject({
      kind: 'deals',
      fields: { externalId: 'mql_id', ownerExternalId: 'sr_id', closedOn: 'won_date' },
    })
  })

  test('a date column without dates is not one', () => {
    expect(guess('deals.csv', 'Deal,Stage,Closed\nA,Won,yes\nB,Lost,no\n')?.fields).not.toHaveProperty('closedOn')
  })
})
