import { expect, test } from 'vitest'
import { areas, readCatalogue } from '../../src/words/catalogues.ts'
import { allSources, unsaid, untaken } from './dead.ts'

const sources = allSources()

test('there are no words that nobody says', () => {
  const ids = areas().flatMap((area) => [...readCatalogue(area, 'en').keys()])
  expect(unsaid(ids, sources)).toEqual([])
})

test('there is nothing that no other file takes', () => {
  expect(untaken(sources)).toEqual([])
})

test('the law sees words and functions that are left behind', () => {
  const planted = new Map([
    [
      'src/web/planted.ts',
      'export function planted() { return t(`codes.${kind}.name`) + t("people.save") + `: ${a && t(`calling.line.${b}`)}` }',
    ],
    ['src/web/other.ts', 'export const taken = 1\nexport const left = 2\n'],
    ['test/planted.test.ts', 'planted(taken)'],
  ])
  expect(unsaid(['codes.phone.name', 'people.save', 'people.left', 'calling.line.fixed'], planted)).toEqual([
    'people.left',
  ])
  expect(untaken(planted)).toEqual(['src/web/other.ts: left'])
})
