export const sectors = [
  'logistics',
  'hotel',
  'food',
  'dairy',
  'bakery',
  'property',
  'school',
  'metal',
  'farm',
  'grocery',
  'cold',
  'timber',
] as const
export type Sector = (typeof sectors)[number]

/** A name, and how it is spelt in an address of mail: what stands after a bar, else the name itself without its marks. */
export type Name = string

/**
 * Where the sample company sells: names as they are given there. Names are no words: they are not translated, and so stand
 * here and not in the catalogues.
 */
export interface Place {
  readonly company: string
  readonly country: string
  readonly currency: string
  readonly timeZone: string
  /** Leads the whole, and is who signs in to a demo. */
  readonly owner: Name
  readonly manager: Name
  /** The first has left; the last two sell to households. */
  readonly sellers: readonly [Name, Name, Name, Name, Name, Name]
  readonly care: Name
  readonly given: readonly Name[]
  readonly family: readonly Name[]
  /** What companies are called by; `{}` in a form of their sector. */
  readonly stems: readonly Name[]
  readonly forms: Readonly<Record<Sector, string>>
  readonly cities: readonly { readonly name: string; readonly postalCode: string }[]
  readonly streets: readonly string[]
  /** `{}` is the number of the house. */
  readonly address: string
  /** `{}` is the family. */
  readonly household: string
  /** Hashes are digits; numbers that nobody is called by, where the country keeps some. */
  readonly phone: string
}

/** The name as people write it. */
export function spelt(name: Name): string {
  return name.split('|')[0] ?? name
}

/** The name in letters, digits and dots, as mail is addressed: 'Sören Öberg' is soren.oberg. */
export function addressed(name: Name): string {
  return (name.split('|')[1] ?? name)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.|\.$/g, '')
}
