import type { HandoffKind } from '../../../contract/handoffs.ts'
import type { Language } from '../../../contract/primitives.ts'

type Introductions = HandoffKind['introductions']

// Where one of our languages is what people speak.
const languagesOf: Readonly<Record<string, Language>> = { SE: 'sv', IL: 'he', TR: 'tr', DK: 'da', TH: 'th' }

/** The language to tell a customer in: the one asked for, that of their country, ours, or the first there is. */
export function languageFor(
  introductions: Introductions,
  {
    asked,
    country,
    own,
  }: { readonly asked: Language | undefined; readonly country: string | null; readonly own: Language },
): Language | null {
  const abroad = country === null ? null : (languagesOf[country] ?? 'en')
  const written = introductions.map(({ language }) => language)
  const wanted = [asked, abroad, own].find((each) => each && written.includes(each))
  return wanted ?? written[0] ?? null
}

/** What an introduction names, as it is filled in. */
export interface Names {
  readonly customer: string
  readonly person: string
  readonly sender: string
  readonly receiver: string
  readonly deal: string
}

export function fillIn(text: string, names: Names): string {
  // A word in braces that is none of ours stays as it was written.
  return text.replace(/\{(customer|person|sender|receiver|deal)\}/g, (_, name: keyof Names) => names[name])
}
