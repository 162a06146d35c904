import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeMember, listMembers } from '../../src/contract/access.ts'
import { listDeals, openDeal } from '../../src/contract/deals.ts'
import { type ImportResult, showImport } from '../../src/contract/imports.ts'
import { addCompany, listCompanies } from '../../src/contract/people.ts'
import { type App, type Person, startApp } from '../kit/app.ts'

let rondo: App
let ada: Person
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
})
afterAll(() => rondo.stop())

async function bring(content: string): Promise<ImportResult> {
  const form = new FormData()
  form.append('file', new Blob([content], { type: 'text/csv' }), 'deals.csv')
  form.append('start', 'true')
  const staged = await ada.fetch('POST', '/imports', form)
  expect(staged.status, JSON.stringify(staged.body)).toBe(201)
  const params = { id: String(Reflect.get(Object(staged.body), 'importId')) }
  await expect.poll(async () => (await ada.call(showImport, { params })).status, { timeout: 20_000 }).toBe('done')
  return ada.call(showImport, { params })
}

const formulas = [
  '=cmd|calc!A0',
  '+SUM(1;2)',
  '-SUM(1;2)',
  '@SUM(1)',
  '＝1+cmd()',
  ' =HYPERLINK("https://evil.example")',
  '\t=1+cmd()',
]
const plain = ['-12.50', '+46 70 123 45 67', '1-2', "O'Hara"]

test('what a spreadsheet program would compute comes back as text; numbers and telephones as they were', async () => {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  const rows = [...formulas, ...plain].map((cell, at) => `D-${at},${quoted(cell)},Kept,Beyond all stages`)
  const { importId, rejected } = await bring(`deal_id,=deal name,company,stage\n${rows.join('\n')}\n`)
  expect(rejected).toBe(rows.length)
  const answer = await ada.fetch('GET', `/imports/${importId}/rejected`)
  // No browser opens it by itself, whatever its encoding is.
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const text = String(answer.body)
  const cells = text.split('\r\n').flatMap((line) => line.split(','))
  for (const cell of cells) {
    const bare = cell.replace(/^"/, '')
    expect(/^\s*[=+\-@＝]/.test(bare) && !/^[+-]?[\d\s().-]*"?$/.test(bare), bare).toBe(false)
  }
  for (const formula of formulas) expect(text).toContain(`'${formula.replaceAll('"', '""')}`)
  for (const cell of plain) expect(text).toMatch(new RegExp(`[,"]${cell.replace(/[+.]/g, '\\$&')}[,"]`))
})

test('a formula in a file is a name, and nothing is computed', async () => {
  await bring('deal_id,deal name,company,stage\nF-1,=1+1,"=WEBSERVICE(""https://evil.example"")",Prospecting\n')
  const { items } = await ada.call(listDeals, { query: { externalId: 'F-1' } })
  expect(items[0]).toMatchObject({ name: '=1+1', customer: { name: '=WEBSERVICE("https://evil.example")' } })
})

describe('the name of a file', () => {
  test.each([
    ['../../etc/cron.d/x.csv', 'x.csv'],
    ['..\\..\\windows\\x.csv', 'x.csv'],
    ['/etc/passwd', 'passwd'],
    ['CON', 'CON'],
    ['invoice\u202evsc.exe', 'invoicevsc.exe'],
    ['nul\0.csv', 'nul.csv'],
    ['a\r\nb.csv', null],
    ['<img src=x onerror=alert(1)>.csv', '<img src=x onerror=alert(1)>.csv'],
    [`${'long'.repeat(200)}.csv`, null],
    ['..', null],
    ['.', null],
    ['', null],
  ])('%j', async (name, shown) => {
    const form = new FormData()
    form.append('file', new Blob(['deal,stage\nA,Won\n'], { type: 'text/csv' }), name)
    const answer = await ada.fetch('POST', '/imports', form)
    expect([201, 422], JSON.stringify(answer.body)).toContain(answer.status)
    const kept = String(Reflect.get(Object(Reflect.get(Object(answer.body), 'files')?.[0] ?? { name: 'none' }), 'name'))
    expect(kept).toBe(shown ?? kept)
    expect(kept).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(kept.length).toBeLessThanOrEqual(200)
    expect(kept).not.toMatch(/[/\\]/)
  })
})

test('markup is stored as it was typed and answered as JSON', async () => {
  const member = await rondo.member('seller', 'Sam')
  for (const name of [
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '"><script>alert(1)</script>',
    'exe\u202efdp',
  ]) {
    const company = await ada.call(addCompany, { body: { name } })
    await ada.call(openDeal, { body: { name, companyId: company.id } })
    const answer = await ada.fetch('GET', `/companies/${company.id}`)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.body).toMatchObject({ name })
    const { items } = await ada.call(listMembers, { query: { limit: 200 } })
    const version = items.find(({ id }) => id === member.memberId)?.version ?? 0
    const changed = await ada.call(changeMember, { params: { id: member.memberId }, version, body: { name } })
    expect(changed.name).toBe(name)
  }
  expect((await ada.call(listCompanies, { query: { q: '<img' } })).items).toHaveLength(1)
  expect(JSON.stringify((await ada.fetch('GET', '/board')).body)).toContain('<svg/onload=alert(1)>')
})
