import { expect, test } from 'vitest'
import { type Checked, type CheckedNumber, faultsOf } from '../../src/server/modules/campaigns/faults.ts'

const number = (key: string, more: Partial<CheckedNumber> = {}): CheckedNumber => ({
  key,
  isValid: true,
  isReported: false,
  lineType: null,
  ...more,
})
const who = (more: Partial<Checked>): Checked => ({
  numbers: [number('+4670')],
  emails: ['a@example.com'],
  hasAddress: true,
  optedOut: false,
  putAway: false,
  ...more,
})

const rows: [string, Parameters<typeof faultsOf>[0], Partial<Checked>, string[]][] = [
  ['somebody who can be called', 'phone', {}, []],
  ['no number', 'phone', { numbers: [] }, ['phone_missing']],
  ['no number that could be one', 'phone', { numbers: [number('12', { isValid: false })] }, ['phone_invalid']],
  ['all reported', 'phone', { numbers: [number('+1', { isReported: true })] }, ['phone_reported']],
  ['one reported and another', 'phone', { numbers: [number('+1', { isReported: true }), number('+2')] }, []],
  [
    'a number that costs who calls',
    'phone',
    { numbers: [number('+1', { lineType: 'premium' })] },
    ['phone_not_callable'],
  ],
  ['the number of somebody before', 'phone', { numbers: [number('+46')] }, ['duplicate']],
  [
    'who wants no contact, whatever the channel',
    'linkedin',
    { optedOut: true, putAway: true },
    ['opted_out', 'put_away'],
  ],
  ['a letter without an address', 'letter', { hasAddress: false }, ['address_missing']],
  ['a mail without an address', 'email', { emails: [] }, ['email_missing']],
  ['a mail to somebody without a number', 'email', { numbers: [] }, []],
]
test.each(rows)('%s', (_, channel, more, faults) => {
  expect(faultsOf(channel, who(more), new Set(['+46']))).toEqual(faults)
})

test('of two with one number the first can be called', () => {
  const met = new Set<string>()
  expect([faultsOf('phone', who({}), met), faultsOf('phone', who({}), met)]).toEqual([[], ['duplicate']])
})
