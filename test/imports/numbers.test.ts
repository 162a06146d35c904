import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCompany, listCompanies } from '../../src/contract/people.ts'
import { type App, startApp } from '../kit/app.ts'
import { imported } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

const accounts = (phone: string) => [
  {
    name: 'accounts.csv',
    content: `Account ID,Account Name,Phone,Billing Country\n001,Vind,${phone},Danmark\n`,
  },
]

test('an imported number is read by its country, and what it meant goes with it', async () => {
  const { owner } = rondo
  const vind = async () => {
    const [found] = (await owner.call(listCompanies, { query: { q: 'vind' } })).items
    if (!found) throw new Error('the company was imported')
    return found
  }
  await imported(owner, accounts('86 12 34 56'))
  const first = await vind()
  expect(first).toMatchObject({ country: 'Danmark', phones: [{ number: '86 12 34 56', e164: '+4586123456' }] })
  await imported(owner, accounts('ask at the desk'))
  expect((await vind()).phones).toMatchObject([{ number: 'ask at the desk', e164: null, shown: 'ask at the desk' }])
  const body = { phones: [] }
  const stale = await owner.refused(changeCompany, { params: { id: first.id }, version: first.version, body })
  expect(stale).toMatchObject({
    code: 'version_conflict',
    data: { changed: expect.arrayContaining(['phone', 'phones']) },
  })
})
