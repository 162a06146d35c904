import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keySet } from '../../src/server/modules/imports/key-set.ts'
import { type Identity, keysOf, wantedKeys } from '../../src/server/modules/imports/same-person.ts'

const nobody: Identity = { externalId: null, name: 'ann lee', email: null, phone: null, companyId: null }
const is = (known: Partial<Identity>, wanted: Partial<Identity>) => {
  const keys = new Set(keysOf({ ...nobody, ...known }))
  return wantedKeys({ ...nobody, ...wanted }).some((key) => keys.has(key))
}

test.each<[string, Partial<Identity>, Partial<Identity>, boolean]>([
  ['the same id', { externalId: '1', name: 'ann' }, { externalId: '1', name: 'bo' }, true],
  ['two ids, all else equal', { externalId: '1', email: 'a@x.org' }, { externalId: '2', email: 'a@x.org' }, false],
  ['one address, one name', { email: 'a@x.org' }, { email: 'a@x.org' }, true],
  ['one address, a second name', { email: 'a@x.org' }, { email: 'a@x.org', name: 'ann lee-berg' }, true],
  ['one address, two people', { email: 'info@x.org' }, { email: 'info@x.org', name: 'bo ek' }, false],
  [
    'one address, initials alone in common',
    { email: 'i@x.org', name: 'a lee' },
    { email: 'i@x.org', name: 'a ek' },
    false,
  ],
  ['one number, one name', { phone: '+461' }, { phone: '+461', email: 'new@x.org' }, true],
  ['one number, two people', { phone: '+461' }, { phone: '+461', name: 'bo ek' }, false],
  ['one company, one name', { companyId: 'c' }, { companyId: 'c', email: 'a@x.org' }, true],
  ['two companies, one name', { companyId: 'c', email: 'a@x.org' }, { companyId: 'd' }, false],
  ['nothing but the name there', {}, { companyId: 'd', email: 'a@x.org', externalId: '7' }, true],
  ['nothing but the name here', { email: 'a@x.org' }, {}, true],
  ['one name, two addresses', { email: 'a@x.org' }, { email: 'b@x.org' }, false],
])('%s', (_, known, wanted, same) => expect(is(known, wanted)).toBe(same))

test('whoever comes again as they are is found', () => {
  const some = fc.option(fc.constantFrom('1', '2'), { nil: null })
  const person = fc.record({
    externalId: some,
    name: fc.constantFrom('ann lee', 'bo', 'a', '李'),
    email: some,
    phone: some,
    companyId: some,
  })
  fc.assert(fc.property(person, (one) => is(one, one)))
})

test('a set of keys holds what was added, and no more', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 3_000 }), fc.array(fc.string()), (added, others) => {
      const set = keySet()
      for (const key of added) set.add(key)
      expect(added.every((key) => set.has(key))).toBe(true)
      expect(others.filter((key) => set.has(key) && !added.includes(key))).toEqual([])
    }),
    { numRuns: 30 },
  )
})
