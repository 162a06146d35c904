import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, instant, language, line, nothing, page, pageQuery, text, version } from './primitives.ts'

export const cardKinds = ['product', 'competitor', 'market'] as const
/** Its price beside that of others: of a competitor beside ours, of a product beside the market's. */
export const pricePositions = ['lower', 'alike', 'higher'] as const

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })
const part = z.nullable(text(2000))

/** What a card says in one language. */
const cardText = z.strictObject({ language, strengths: part, weaknesses: part, price: part, answer: part })
export type CardText = z.infer<typeof cardText>

const cardFields = {
  kind: z.enum(cardKinds),
  /** The competitor's name, the market's, or that of the card. */
  title: line(120),
  /** Of a product's card. */
  productId: z.nullable(id),
  /** Of a market's card: the sector of its companies; null is every market. */
  sector: z.nullable(line(100)),
  pricePosition: z.nullable(z.enum(pricePositions)),
  texts: z.array(cardText).check(z.minLength(1), z.maxLength(6)),
}

/** What is known of a market, a competitor or a product, for whoever sells. */
export const card = z.strictObject({
  id,
  version,
  ...cardFields,
  product: z.nullable(named),
  retired: z.boolean(),
  /** Deals that a competitor was named in, and how many of them were won and lost. */
  fought: z.strictObject({ deals: z.int(), won: z.int(), lost: z.int() }),
})
export type Card = z.infer<typeof card>

export const listCards = endpoint({
  name: 'listCards',
  method: 'GET',
  path: '/cards',
  permission: 'deals.read',
  summary: 'Cards of products, competitors and markets, by title; with words that are typed. Retired ones on demand.',
  query: z.strictObject({
    ...pageQuery,
    kind: z.optional(z.enum(cardKinds)),
    q: z.optional(line(100)),
    retired: z.optional(z.literal('true')),
  }),
  output: page(card),
})
export const addCard = endpoint({
  name: 'addCard',
  method: 'POST',
  path: '/cards',
  permission: 'process.edit',
  summary: 'Writes a card.',
  body: z.strictObject({
    ...cardFields,
    productId: z.optional(cardFields.productId),
    sector: z.optional(cardFields.sector),
    pricePosition: z.optional(cardFields.pricePosition),
  }),
  output: card,
  status: 201,
  errors: ['unknown_reference', 'too_many'],
})
export const changeCard = endpoint({
  name: 'changeCard',
  method: 'PATCH',
  path: '/cards/{id}',
  permission: 'process.edit',
  summary: 'Changes a card: a new version of it; or takes it out of use.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ ...cardFields, retired: z.boolean() })),
  output: card,
  errors: ['unknown_reference'],
})
export const listCardVersions = endpoint({
  name: 'listCardVersions',
  method: 'GET',
  path: '/cards/{id}/versions',
  permission: 'deals.read',
  summary: 'What a card said before, newest first.',
  params: byId,
  query: z.strictObject(pageQuery),
  output: page(
    z.strictObject({
      version,
      title: z.string(),
      pricePosition: cardFields.pricePosition,
      texts: cardFields.texts,
      changedAt: instant,
      changedBy: z.strictObject({ id: z.nullable(id), name: z.nullable(z.string()) }),
    }),
  ),
})

/** A card that belongs to a deal, and why. */
export const dealCard = z.extend(card, { why: z.enum(['competitor', 'product', 'sector', 'any_market']) })
export type DealCard = z.infer<typeof dealCard>

export const listDealCards = endpoint({
  name: 'listDealCards',
  method: 'GET',
  path: '/deals/{id}/cards',
  permission: 'deals.read',
  summary: 'The cards that help with a deal: of its competitors, its products, and the sector of its customer.',
  params: byId,
  output: z.strictObject({ items: z.array(dealCard) }),
})
export const nameCompetitor = endpoint({
  name: 'nameCompetitor',
  method: 'POST',
  path: '/deals/{id}/competitors',
  permission: 'deals.work',
  summary: 'Names a competitor that the deal is fought for against.',
  params: byId,
  body: z.strictObject({ cardId: id }),
  output: z.strictObject({ items: z.array(dealCard) }),
  status: 201,
  errors: ['unknown_reference'],
})
export const dropCompetitor = endpoint({
  name: 'dropCompetitor',
  method: 'DELETE',
  path: '/deals/{id}/competitors/{cardId}',
  permission: 'deals.work',
  summary: 'Takes a competitor out of a deal again.',
  params: z.strictObject({ id, cardId: id }),
  output: nothing,
})
