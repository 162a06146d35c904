import type { Card } from '../../contract/cards.ts'
import { Badge, useWords } from '../ui/index.ts'
import { cardParts, textIn } from './card-parts.ts'

/** What a card says, part by part. */
export function CardTexts({ card }: { card: Pick<Card, 'texts'> }) {
  const { t, language } = useWords()
  const text = textIn(card.texts, language)
  if (!text) return null
  return (
    <dl lang={text.language} className="grid gap-x-4 gap-y-2 tablet:grid-cols-2">
      {cardParts.map(
        (part) =>
          text[part] && (
            <div key={part} className={part === 'answer' ? 'min-w-0 tablet:col-span-2' : 'min-w-0'}>
              <dt lang={language} className="text-12 text-ink-2">
                {t(`research.card.${part}`)}
              </dt>
              <dd dir="auto" className="wrap-anywhere whitespace-pre-line">
                {text[part]}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}

/** How a card's price stands, and how deals against a competitor ended. */
export function CardMarks({ card }: { card: Card }) {
  const { t } = useWords()
  const { kind, pricePosition, fought, product, sector } = card
  return (
    <>
      {kind === 'product' && product && product.name !== card.title && <bdi className="text-ink-2">{product.name}</bdi>}
      {kind === 'market' && <span className="text-ink-2">{sector ?? t('research.card.any-market')}</span>}
      {pricePosition && (
        <Badge>{t(`research.price.${kind === 'competitor' ? 'rival' : 'own'}.${pricePosition}`)}</Badge>
      )}
      {kind === 'competitor' && fought.won + fought.lost > 0 && (
        <span className="text-12 text-ink-2">
          {t('research.card.fought', { won: fought.won, closed: fought.won + fought.lost })}
        </span>
      )}
    </>
  )
}
