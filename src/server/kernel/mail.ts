import type { Language } from '../../contract/primitives.ts'

/** A mail as a module writes it: words only. How it looks, and how it gets there, is the integration's. */
export interface Letter {
  readonly to: { readonly name: string; readonly address: string }
  readonly language: Language
  readonly subject: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** What it tells under headings, a line each; what leads somewhere has its address. */
  readonly sections?: readonly { readonly title: string; readonly lines: readonly (readonly Said[])[] }[]
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly url: string }
  /** Small print: why one gets this mail. */
  readonly footer: string
  /** What stops further mails of its kind, without signing in. */
  readonly stop?: { readonly label: string; readonly url: string }
}

/** A piece of a line. */
export interface Said {
  readonly text: string
  readonly url?: string
}

/** What became of a mail: the failures of others are no defects of ours. `final`: trying again is of no use. */
export type Delivery = { readonly delivered: true } | { readonly delivered: false; readonly final: boolean }

export type SendLetter = (letter: Letter) => Promise<Delivery>

/** What mails need of this installation: how they are sent, and the address that their links begin with. */
export interface Post {
  readonly send: SendLetter
  readonly baseUrl: () => string
}
