import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeCustomers } from '../../src/contract/duplicates.ts'
import { addCompany, addPerson, listCompanies, listPeople, showPerson } from '../../src/contract/people.ts'
import { type App, startApp } from '../kit/app.ts'
import { imported } from './importing.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

test('a row about somebody who was merged reaches the one who is left', async () => {
  const { owner } = rondo
  const contacts = (title: string) => [
    {
      name: 'contacts.csv',
      content: `Contact ID,Name,Email,Company,Title\nP-7,Ann Lee,ann@acme.example,Acme,${title}\n`,
    },
  ]
  await imported(owner, contacts('Buyer'))
  const [brought] = (await owner.call(listPeople, { query: { q: 'Ann Lee' } })).items
  const [acme] = (await owner.call(listCompanies, { query: { q: 'Acme' } })).items
  const person = await owner.call(addPerson, { body: { name: 'Ann Lee Berg' } })
  const company = await owner.call(addCompany, { body: { name: 'Acme Group' } })
  await owner.call(mergeCustomers, {
    body: { kind: 'person', survivorId: person.id, removedIds: [brought?.id ?? ''], choices: { title: person.id } },
  })
  await owner.call(mergeCustomers, { body: { kind: 'company', survivorId: company.id, removedIds: [acme?.id ?? ''] } })

  const { sum } = await imported(owner, contacts('Head of buying'))
  expect(sum).toMatchObject({ created: 0, updated: 1, rejected: 0 })
  expect(await owner.call(showPerson, { params: { id: person.id } })).toMatchObject({
    title: 'Head of buying',
    companyId: company.id,
  })
  expect((await owner.call(listPeople, { query: { q: 'Ann Lee' } })).items).toHaveLength(1)
  expect((await owner.call(listCompanies, { query: { q: 'Acme' } })).items).toHaveLength(1)
})
