/**
 * Numbers as a language writes them, with a true minus in all of them: where Intl has a hyphen (in English, among others), it
 * would be read as a dash.
 */
export function numberFormat(
  locale: string,
  options: Intl.NumberFormatOptions = {},
): Pick<Intl.NumberFormat, 'format'> {
  const { format } = new Intl.NumberFormat(locale, options)
  return { format: (value: number) => format(value).replace('-', '−') }
}
