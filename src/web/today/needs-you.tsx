import { useRef, useState } from 'react'
import type { Need, Today } from '../../contract/today.ts'
import { DealActs } from '../deals/deal-acts.tsx'
import { useWords } from '../words/language.tsx'
import { Badge, Button, Card, useFormats } from '../ui/index.ts'
import { NeedRow } from './need-row.tsx'
import { useNeedKeys } from './use-need-keys.tsx'

const shownAtFirst = 8

/** What to do now, the most worth doing first, each a key away from being done. */
export function NeedsYou({ day, isOwn }: { day: Today; isOwn: boolean }) {
  const { t } = useWords()
  const { number } = useFormats()
  const [isWhole, setWhole] = useState(false)
  const { items, count, capacity } = day
  const shown = isWhole ? items : items.slice(0, shownAtFirst)
  const left = Math.max(0, capacity.things - capacity.done)
  return (
    <DealActs>
      <Card
        title={t(isOwn ? 'today.needs' : 'today.needs.team')}
        actions={
          count > 0 && (
            <Badge>
              <bdi>{number(count)}</bdi>
            </Badge>
          )
        }
        className="h-full"
      >
        {items.length === 0 && <p className="py-6 text-center text-ink-2">{t('today.needs.none')}</p>}
        {items.length > 0 && isOwn && (
          <p className="-mt-2 text-12 text-ink-2">
            {capacity.closedFor === null
              ? t(capacity.isOwn ? 'today.pace.own' : 'today.pace', { done: capacity.done, things: capacity.things })
              : t('today.pace.closed', { done: capacity.done, name: capacity.closedFor })}
          </p>
        )}
        <Rows items={shown} today={day.today} fits={isOwn ? left : items.length} isEverybodys={day.isEverybodys} />
        {items.length > shown.length && (
          <Button variant="quiet" onPress={() => setWhole(true)} className="self-start">
            {t('today.needs.more', { count: items.length - shown.length })}
          </Button>
        )}
      </Card>
    </DealActs>
  )
}

interface RowsProps {
  readonly items: readonly Need[]
  readonly today: string
  /** So many of them fit into what is left of the day. */
  readonly fits: number
  readonly isEverybodys: boolean
}

function Rows({ items, today, fits, isEverybodys }: RowsProps) {
  const { t } = useWords()
  const list = useRef<HTMLUListElement>(null)
  const acts = useNeedKeys(list, items)
  return (
    <>
      <ul ref={list} aria-label={t('today.needs')} className="-mx-2 flex flex-col">
        {items.map((need, at) => (
          <li key={`${need.kind} ${need.id}`} className="border-b border-line last:border-b-0">
            {at === fits && at > 0 && (
              <p className="border-b border-line px-2 py-1 text-12 text-ink-3">{t('today.needs.beyond')}</p>
            )}
            <NeedRow need={need} today={today} showsOwner={isEverybodys} acts={acts} />
          </li>
        ))}
      </ul>
      {acts.dialog}
    </>
  )
}
