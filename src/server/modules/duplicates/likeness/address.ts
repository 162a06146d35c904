import { wordsOf } from './letters.ts'

/** An address as it is compared: null where nothing was said. */
export interface Place {
  /** Street and number, without 'street', 'vej', 'sokak'. */
  readonly street: string | null
  readonly postal: string | null
  readonly city: string | null
}

interface Written {
  readonly street?: string | null | undefined
  readonly postalCode?: string | null | undefined
  readonly city?: string | null | undefined
}

// Kinds of streets, and what is often left out of an address, folded.
const kinds = new Set(
  `street str st road rd avenue ave lane ln drive dr square sq strasse vej gade alle plads vag vagen gata gatan
  sokak sk sok cadde caddesi cad bulvar bulvari blv mahallesi mah no
  רחוב רח שדרות שד דרך ถนน ถ ซอย ซ เลขที่`.split(/\s+/),
)

/** Reads an address as it was typed. */
export function placeOf({ street, postalCode, city }: Written): Place {
  const words = street
    ? wordsOf(street)
        .map((word) => word.replace(/str(?:asse)?$/, ''))
        .filter((word) => !kinds.has(word) && word !== '')
    : []
  return {
    street: words.length > 0 ? [...words].sort().join(' ') : null,
    postal: postalCode ? postalCode.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || null : null,
    city: city ? wordsOf(city).join(' ') || null : null,
  }
}

/** 'same': the same door; 'town': the same town; 'elsewhere': another town; 'unknown': one of them says too little. */
export function comparePlaces(a: Place, b: Place): 'same' | 'town' | 'elsewhere' | 'unknown' {
  const sameTown =
    a.postal !== null && b.postal !== null
      ? a.postal === b.postal
      : a.city !== null && b.city !== null
        ? a.city === b.city
        : null
  if (a.street !== null && a.street === b.street && sameTown !== false) return /\d/.test(a.street) ? 'same' : 'town'
  if (a.city !== null && b.city !== null) return a.city === b.city ? 'town' : 'elsewhere'
  return sameTown === null ? 'unknown' : sameTown ? 'town' : 'elsewhere'
}
