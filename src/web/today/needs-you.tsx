import { Link } from '@tanstack/react-router'
import type { BoardCard } from '../../contract/board.ts'
import { daysBetween } from '../measurement/days.ts'
import { useAddress } from '../shell/places.ts'
import { Badge, Card, Dot, Money, cx, useFormats, useWords } from '../ui/index.ts'
import type { Urgent } from './most-urgent.ts'

interface NeedsYouProps {
  readonly urgent: Urgent
  readonly today: string
  /** The signed-in member owns no deal: these are everybody's. */
  readonly isEverybodys: boolean
}

const shown = 7

/** What to do now, one click from doing it. */
export function NeedsYou({ urgent: { cards, hasMore }, today, isEverybodys }: NeedsYouProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const address = useAddress()
  return (
    <Card
      title={t(isEverybodys ? 'today.needs.team' : 'today.needs')}
      actions={
        cards.length > 0 && (
          <Badge>
            <bdi>{hasMore ? `${number(cards.length)}+` : number(cards.length)}</bdi>
          </Badge>
        )
      }
      className="h-full"
    >
      {cards.length === 0 && <p className="py-6 text-center text-ink-2">{t('today.needs.none')}</p>}
      <ul className="-mx-2 flex flex-1 flex-col">
        {cards.slice(0, shown).map((card) => (
          <li key={card.id} className="border-b border-line last:border-b-0">
            <NeedRow card={card} today={today} />
          </li>
        ))}
      </ul>
      {cards.length > shown && (
        <Link to={address('board')} className="self-start font-medium text-accent hover:underline">
          {t('today.needs.all')}
        </Link>
      )}
    </Card>
  )
}

function NeedRow({ card, today }: { card: BoardCard; today: string }) {
  const address = useAddress()
  const { name, urgency, amountMinor, currency } = card
  const tone = tones[urgency]
  return (
    <Link
      to={address(`deals/${card.id}`)}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2.5 rounded-2 px-2 py-2 transition-colors hover:bg-sunken"
    >
      <Dot tone={tone} />
      <bdi className="truncate font-medium">{name}</bdi>
      <span className="text-12 text-ink-2">
        {amountMinor !== null && <Money value={{ minor: amountMinor, currency }} compact />}
      </span>
      <span className={cx('col-start-2 col-end-4 flex gap-1.5 text-12', texts[urgency])}>
        <WhatToDo card={card} today={today} />
      </span>
    </Link>
  )
}

function WhatToDo({ card: { nextStep }, today }: { card: BoardCard; today: string }) {
  const { t } = useWords()
  if (!nextStep) return <span className="font-medium">{t('today.needs.nothing-planned')}</span>
  const late = daysBetween(nextStep.on, today)
  return (
    <>
      <bdi className="truncate font-medium">{nextStep.text}</bdi>
      <span className="shrink-0 text-ink-2">
        {late > 0 ? t('today.needs.overdue', { days: late }) : t('today.needs.due-today')}
      </span>
    </>
  )
}

const tones = { overdue: 'bad', today: 'ok', nothing_planned: 'warn', later: 'plain' } as const
const texts = { overdue: 'text-bad', today: 'text-ok', nothing_planned: 'text-warn', later: 'text-ink-2' } as const
