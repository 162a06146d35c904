/** A number as somebody writes it in their language, '1 234,50 kr' among them; null where it is none. */
export function readNumber(text: string, locale: string): number | null {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6)
  const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.'
  // Copied from a screen it has the minus that screens write.
  const bare = text.replace('−', '-').replace(/[\p{Sc}\p{L}\s\u200e\u200f'’]/gu, '')
  const pattern =
    decimal === ','
      ? /^-?\d{1,3}(?:\.?\d{3})*(?:,\d+)?$|^-?\d+(?:,\d+)?$/
      : /^-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?$|^-?\d+(?:\.\d+)?$/
  if (pattern.test(bare)) return Number(bare.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.'))
  // Copied from a sheet of the other custom: without marks between thousands there is no doubt.
  return /^-?\d+[.,]\d{1,2}$/.test(bare) ? Number(bare.replace(',', '.')) : null
}
