/**
 * How well a label fits what was typed, 0 the best, null not at all: the label itself, its beginning, beginnings of its
 * words in any order, the first letters of its words, pieces, and last its letters with gaps, for at least three.
 */
export function fuzzy(label: string, typed: string): number | null {
  const name = folded(label)
  const text = folded(typed)
  const words = text.split(' ').filter(Boolean)
  if (words.length === 0) return null
  if (name === text) return 0
  if (name.startsWith(text)) return 1
  const parts = name.split(/[\s:“”"„»«'’-]+/u).filter(Boolean)
  if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 2
  if (
    text.length > 1 &&
    parts
      .map((part) => part[0])
      .join('')
      .startsWith(text)
  )
    return 2.5
  if (words.every((word) => word.length > 1 && name.includes(word))) return 3
  return text.length >= 3 && standsScattered(name, text.replaceAll(' ', '')) ? 4 : null
}

/** Case and accents gone, as the server folds names; Thai keeps its marks. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0591-\u05c7]/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replace(/\s+/gu, ' ')
    .trim()
}

// Letters in their order, with gaps, but within half as much again: otherwise every long label holds every short text.
function standsScattered(name: string, letters: string): boolean {
  for (let start = name.indexOf(letters[0] ?? ''); start >= 0; start = name.indexOf(letters[0] ?? '', start + 1)) {
    let at = start
    const all = Array.from(letters.slice(1)).every((letter) => {
      at = name.indexOf(letter, at + 1)
      return at >= 0
    })
    if (all && at - start < letters.length * 1.5) return true
  }
  return false
}
