import type { Language } from '../../../contract/primitives.ts'
import type { Translate } from '../../../words/index.ts'
import { words } from '../../../words/node.ts'
import { exponentOf } from '../../kernel/money.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import type { Place } from './places/place.ts'
import { places } from './places.ts'
import { type Random, randomFrom } from './random.ts'

/** Where the sample is told: nothing in it but what these say, so that the same day tells the same story. */
export interface Wanted {
  readonly workspaceId: string
  readonly language: Language
  readonly currency: string
  readonly timeZone: string
  /** In that zone. */
  readonly today: string
  readonly seed: number
}

/** What every part of the story is made with. */
export interface World {
  readonly workspaceId: string
  readonly currency: string
  readonly random: Random
  /** Chance of its own for what is said on the way: more of it changes no deal. */
  readonly chatter: Random
  readonly calendar: Calendar
  readonly place: Place
  /** The words of the story: `say('deal.roof', { place })`. */
  readonly say: Translate
  /** A price in euro, as round as prices are, in minor units of the currency. */
  readonly price: (euro: number) => number
}

// What a euro buys, about: a sample's prices need to be believed, not exchanged.
const perEuro: Readonly<Record<string, number>> = {
  EUR: 1,
  USD: 1.1,
  GBP: 0.85,
  CHF: 0.95,
  SEK: 11,
  NOK: 11.5,
  DKK: 7.5,
  PLN: 4.3,
  CZK: 25,
  ILS: 4,
  TRY: 45,
  THB: 37,
  JPY: 160,
  INR: 95,
  CAD: 1.5,
  AUD: 1.65,
}

export function worldOf({ workspaceId, language, currency, timeZone, today, seed }: Wanted): World {
  const { t } = words(language)
  return {
    workspaceId,
    currency,
    random: randomFrom(seed),
    chatter: randomFrom(seed + 1),
    calendar: calendarOf(today, timeZone),
    place: places[language],
    say: (id, values) => t(`story.${id}`, values),
    price: (euro) => round(euro * (perEuro[currency] ?? 1)) * 10 ** exponentOf(currency),
  }
}

/** To three digits: 1,639 is 1,640. */
function round(amount: number): number {
  const grain = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 2)
  return Math.round(amount / grain) * grain
}
