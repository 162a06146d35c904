import { Button as AriaButton } from 'react-aria-components/Button'
import { Text } from 'react-aria-components/Text'
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs'
import type { BoardCard } from '../../contract/board.ts'
import { CustomerIcon } from '../people/customer-kind.tsx'
import { dayOf, daysBetween } from '../people/day-of.ts'
import { Avatar, Money, useWords } from '../ui/index.ts'
import type { Board } from './board.ts'
import { CardMenu } from './card-menu.tsx'
import { UrgencyLine } from './urgency.tsx'

interface BoardCardFaceProps {
  readonly card: BoardCard
  readonly board: Board
  /** In which days are days. */
  readonly timeZone: string
  readonly isDraggable: boolean
  readonly onOpen: () => void
}

/** What a card says: who, how much, whose, what next, since when. */
export function BoardCardFace({ card, board, timeZone, isDraggable, onOpen }: BoardCardFaceProps) {
  const { t } = useWords()
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p className="line-clamp-2 min-w-0 font-medium wrap-anywhere pointer-coarse:pe-8">
        <bdi>{card.name}</bdi>
      </p>
      <span className="absolute end-1.5 top-1.5 flex rounded-2 bg-surface opacity-0 transition-opacity group-focus-within/card:opacity-100 group-data-focus-visible/card:opacity-100 group-data-hovered/card:opacity-100 pointer-coarse:opacity-100 print:hidden">
        {isDraggable && (
          <AriaButton
            slot="drag"
            className="grid size-6 cursor-grab place-items-center rounded-1 text-ink-3 hover:text-ink pointer-coarse:hidden"
          >
            <IconGripVertical size={16} stroke={1.75} />
          </AriaButton>
        )}
        <CardMenu card={card} board={board} onOpen={onOpen} />
      </span>
      <Text slot="description" elementType="div" className="flex flex-col gap-1.5">
        <div className="flex min-w-0 items-center gap-1.5 text-12 text-ink-2">
          {card.customer ? (
            <>
              <CustomerIcon kind={card.customer.kind} />
              <span className="truncate">
                <bdi>{card.customer.name}</bdi>
              </span>
            </>
          ) : (
            <span className="text-ink-3">{t('deals.card.no-customer')}</span>
          )}
        </div>
        <UrgencyLine urgency={card.urgency} nextStep={card.nextStep} today={board.today} />
        <CardFoot card={card} days={Math.max(0, daysBetween(dayOf(card.stageEnteredAt, timeZone), board.today))} />
      </Text>
    </div>
  )
}

function CardFoot({ card, days }: { card: BoardCard; days: number }) {
  const { t } = useWords()
  const stay = t('deals.card.days-in-stage', { days })
  return (
    <div className="flex min-h-6 items-center gap-2">
      <span className="min-w-0 flex-1 truncate font-medium">
        {card.amountMinor === null ? (
          <span className="font-normal text-ink-3">{t('deals.card.no-amount')}</span>
        ) : (
          <Money value={{ minor: card.amountMinor, currency: card.currency }} />
        )}
      </span>
      <span className="shrink-0 text-12 text-ink-3" title={stay}>
        <span aria-hidden>{t('deals.card.days-short', { days })}</span>
        <span className="sr-only">{stay}</span>
      </span>
      {card.owner && (
        <span title={card.owner.name} className="flex shrink-0">
          <Avatar name={card.owner.name} />
          <span className="sr-only">{card.owner.name}</span>
        </span>
      )}
    </div>
  )
}
