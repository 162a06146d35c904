/**
 * A name as search and duplicate finding compare it: case folded, Turkish ı as i, ø as o, marks of Latin and Hebrew
 * letters gone, spaces single. Thai keeps its marks: they are vowels and tones.
 */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0591-\u05c7]/gu, '')
    .normalize('NFC')
    .replaceAll('ı', 'i')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** A piece of a name, for `like`: folded, with the pattern's own signs taken literally. */
export function likePiece(piece: string): string {
  return `%${fold(piece).replace(/[\\%_]/g, '\\$&')}%`
}
