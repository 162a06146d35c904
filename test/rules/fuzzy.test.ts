import { describe, expect, test } from 'vitest'
import { fuzzy } from '../../src/web/search/fuzzy.ts'

describe('a command is found by what is typed, the plainer the better', () => {
  test.each([
    ['Board', 'board', 0],
    ['Board', 'bo', 1],
    ['New deal', 'deal', 2],
    ['Theme: Dark', 'dark th', 2],
    ['Settings: API keys', 'keys', 2],
    ['New deal', 'nd', 2.5],
    ['Insights', 'sight', 3],
    ['Prospects', 'prspcts', 4],
    ['İşlem ekle', 'islem', 1],
    ['Affärer', 'affarer', 0],
    ['การตั้งค่า', 'ตั้ง', 3],
    ['Keyboard shortcuts', 'xyz', null],
    ['Board', '', null],
    ['Assign to Åsa Öberg', 'bor', null],
  ])('%s by %s', (label, typed, score) => {
    expect(fuzzy(label, typed)).toBe(score)
  })
})
