import type { CardText } from '../../contract/cards.ts'
import type { Language } from '../../contract/primitives.ts'

/** What a card says, in the order one reads it before a call. */
export const cardParts = ['strengths', 'weaknesses', 'price', 'answer'] as const
export type CardPart = (typeof cardParts)[number]

/** The text in one's own language, else the first there is. */
export function textIn(texts: readonly CardText[], language: Language): CardText | undefined {
  return texts.find((text) => text.language === language) ?? texts[0]
}
