import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vcard } from '../../src/server/modules/exports/vcard.ts'

const person = {
  id: '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e',
  name: 'Noa Levi',
  title: null,
  companyName: null,
  phones: [{ kind: 'mobile' as const, number: '052-123 4567', e164: '+972521234567', shown: '052-123-4567' }],
  emails: [],
  addresses: [],
  linkedin: 'linkedin.com/in/noa',
  tags: ['Partner', 'North; East'],
  updatedAt: '2026-03-02T09:15:00.000Z',
}

test('a card of version 4.0', () => {
  expect(vcard(person, '4.0').split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'UID:urn:uuid:019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e',
    'FN:Noa Levi',
    'N:Levi;Noa;;;',
    'TEL;TYPE=cell;PREF=1:+972521234567',
    'URL:https://linkedin.com/in/noa',
    'CATEGORIES:Partner,North\\; East',
    'REV:20260302T091500Z',
    'END:VCARD',
    '',
  ])
})

test('a card of version 3.0 says what is preferred by a type', () => {
  expect(vcard(person, '3.0')).toContain('\r\nTEL;TYPE=CELL;TYPE=PREF:+972521234567\r\n')
})

test('no line is longer than 75 octets, and unfolded it is what it was, in every script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (title) => {
      const card = vcard({ ...person, title }, '4.0')
      for (const line of card.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      const [, held = ''] = /\r\nTITLE:([^\r]*)\r\n/.exec(card.replaceAll('\r\n ', '')) ?? []
      const read = held.replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character))
      expect(read).toBe(title.replace(/\r\n|\r/g, '\n'))
    }),
  )
})
