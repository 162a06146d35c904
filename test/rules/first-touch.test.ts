import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { merge } from '../../src/server/modules/sequences/merging.ts'
import { mostWords, readFirstTouch } from '../../src/web/sequences/first-touch.ts'

test.each([
  ['Hello Freja, shall I show you the mast?', 'en-GB', { words: 8, isLong: false, asks: 1 }],
  ['We are the best. Buy now.', 'en-GB', { words: 6, isLong: false, asks: 0 }],
  ['Shall we talk? Or here: https://example.com/a?b=c', 'en-GB', { asks: 2 }],
  ['สวัสดีครับ ขอโทรหาสัปดาห์หน้าได้ไหมครับ?', 'th-TH', { isLong: false, asks: 1 }],
  [Array.from({ length: mostWords + 1 }, () => 'word').join(' '), 'en-GB', { words: mostWords + 1, isLong: true }],
])('%s', (text, locale, expected) => {
  expect(readFirstTouch(text, locale)).toMatchObject(expected)
})

const values = { first_name: 'Freja', name: 'Freja Holst', company: null, title: null, deal: null, my_name: 'Sam' }

test.each([
  ['Hej {first_name}!', 'Hej Freja!', []],
  ['{company}, {company}', '{company}, {company}', ['company']],
  ['{unknown} {first_name', '{unknown} {first_name', []],
])('%s becomes %s', (text, merged, missing) => {
  expect(merge(text, values)).toEqual({ text: merged, missing })
})

test('what is put in is never read again', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const { text } = merge('{name}', { ...values, name: `x${name}` })
      expect(text).toBe(`x${name}`)
    }),
  )
})
