// Where the ten digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Thai, Lao, fullwidth.
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x0ed0, 0xff10]
const foreign = new RegExp(
  `[${zeros.map((zero) => `\\u{${zero.toString(16)}}-\\u{${(zero + 9).toString(16)}}`).join('')}]`,
  'gu',
)

/** A text with the digits of other scripts as ours: ๒๕๖๗ is 2567. */
export function westernDigits(text: string): string {
  // Nearly every cell is plain.
  if (/^[ -~]*$/.test(text)) return text
  return text.replace(foreign, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    return String(code - (zeros.findLast((zero) => zero <= code) ?? code))
  })
}
