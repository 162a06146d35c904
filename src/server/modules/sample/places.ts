import type { Language } from '../../../contract/primitives.ts'
import { da } from './places/da.ts'
import { en } from './places/en.ts'
import { he } from './places/he.ts'
import type { Place } from './places/place.ts'
import { sv } from './places/sv.ts'
import { th } from './places/th.ts'
import { tr } from './places/tr.ts'

/** Where the sample company sells, by the language it is told in. */
export const places: Readonly<Record<Language, Place>> = { en, sv, he, tr, da, th }
