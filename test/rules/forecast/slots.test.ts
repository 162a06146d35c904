import { expect, test } from 'vitest'
import { inOneLine } from '../../../src/server/modules/forecast/slots.ts'

test.each([
  ['one version', [['a', 'b', 'c']], 'abc'],
  [
    'a stage put between',
    [
      ['a', 'x', 'b', 'c'],
      ['a', 'b', 'c'],
    ],
    'axbc',
  ],
  [
    'one taken away',
    [
      ['a', 'c'],
      ['a', 'b', 'c'],
    ],
    'abc',
  ],
  [
    'one taken away at the front, another put at the end',
    [
      ['b', 'c', 'd'],
      ['a', 'b', 'c'],
    ],
    'abcd',
  ],
  [
    'two that changed places stand as they do now',
    [
      ['b', 'a', 'c'],
      ['a', 'b', 'x', 'c'],
    ],
    'bxac',
  ],
  [
    'nothing in common',
    [
      ['x', 'y'],
      ['a', 'b'],
    ],
    'abxy',
  ],
])('stages of several versions stand in one line: %s', (_what, versions, line) => {
  expect(inOneLine(versions).join('')).toBe(line)
})
