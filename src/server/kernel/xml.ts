/**
 * A text as it may stand in XML, in content and in attributes. What no XML may hold is written as spreadsheets do,
 * `_x0007_`, and what looks like that is kept from being read so.
 */
export function xmlText(text: string): string {
  if (!/[&<>"_\ufffe\uffff\p{Cc}\p{Cs}]/u.test(text)) return text
  return text
    .toWellFormed()
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replace(/(?![\t\n])[\ufffe\uffff\p{Cc}]/gu, escaped)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function escaped(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
