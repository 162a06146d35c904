import { useMutation, useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconSignature from '@tabler/icons-react/dist/esm/icons/IconSignature.mjs'
import { beginClosingList } from '../../contract/closing-items.ts'
import type { ClosingItem } from '../../contract/closing-items.ts'
import type { Closing } from '../../contract/closing.ts'
import type { Deal } from '../../contract/deals.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { useCommands } from '../shell/commands.ts'
import { useRight } from '../shell/session.ts'
import { Button, Money, toast, useProblemWords, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { AskList } from './ask-list.tsx'
import { Checklist } from './checklist.tsx'
import { closingQuery, useClosingRead } from './closing-query.ts'
import { IncentiveList } from './incentive-list.tsx'

const AskDialog = lazy(() => withWords(async () => ({ default: (await import('./ask-dialog.tsx')).AskDialog })))
const IncentiveDialog = lazy(async () => ({ default: (await import('./incentive-dialog.tsx')).IncentiveDialog }))
const ItemDialog = lazy(async () => ({ default: (await import('./item-dialog.tsx')).ItemDialog }))

type Opened = 'ask' | 'incentive' | 'item' | ClosingItem | null

/** How the order was asked for, what was added to win it, and what must be done for it. */
export function ClosingSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const [opened, setOpened] = useState<Opened>(null)
  const closing = useQuery(closingQuery(deal.id))
  const isOpen = deal.outcome === 'open'
  const ask = () => setOpened('ask')
  useCommands(
    mayWork && isOpen
      ? [{ id: 'ask-to-close', icon: IconSignature, label: (words) => words('closing.ask'), run: ask }]
      : [],
  )
  if (!closing.data) return null
  const { asks, incentives, items, lostTo } = closing.data
  const isEmpty = asks.length === 0 && incentives.length === 0 && items.length === 0 && lostTo === null
  if (isEmpty && (!mayWork || !(isOpen || deal.outcome === 'won'))) return null
  return (
    <Section
      title={t('closing.title')}
      label={t('closing.of', { deal: deal.name })}
      actions={
        mayWork &&
        isOpen && (
          <Button variant="quiet" icon={IconSignature} onPress={ask}>
            {t('closing.ask')}
          </Button>
        )
      }
    >
      {lostTo && <p>{t('closing.lost-to', { name: lostTo.name })}</p>}
      {asks.length > 0 && <AskList asks={asks} mayWork={mayWork} />}
      {isOpen && asks.length === 0 && <p className="text-ink-3">{t('closing.asks.none')}</p>}
      <Incentives closing={closing.data} onAdd={mayWork && isOpen ? () => setOpened('incentive') : undefined} />
      <Items
        deal={deal}
        closing={closing.data}
        mayWork={mayWork && (isOpen || deal.outcome === 'won')}
        onOpen={setOpened}
      />
      <Suspense>
        {opened === 'ask' && <AskDialog deal={deal} onClose={() => setOpened(null)} />}
        {opened === 'incentive' && <IncentiveDialog deal={deal} onClose={() => setOpened(null)} />}
        {opened !== null && opened !== 'ask' && opened !== 'incentive' && (
          <ItemDialog dealId={deal.id} item={opened === 'item' ? null : opened} onClose={() => setOpened(null)} />
        )}
      </Suspense>
    </Section>
  )
}

function Incentives({ closing, onAdd }: { closing: Closing; onAdd: (() => void) | undefined }) {
  const { t } = useWords()
  const { incentives, margin } = closing
  if (incentives.length === 0 && !onAdd) return null
  return (
    <div className="flex flex-col gap-1">
      <header className="flex items-center gap-2">
        <h3 className="flex-1 text-12 font-medium text-ink-2">{t('closing.incentives')}</h3>
        {onAdd && (
          <Button variant="quiet" icon={IconPlus} onPress={onAdd}>
            {t('closing.incentive.add')}
          </Button>
        )}
      </header>
      {incentives.length > 0 && <IncentiveList incentives={incentives} />}
      {incentives.length > 0 && margin && (
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          <span>{t('closing.margin')}</span>
          <s>
            <Money value={{ minor: margin.beforeMinor, currency: margin.currency }} />
          </s>
          <Money value={{ minor: margin.afterMinor, currency: margin.currency }} />
        </p>
      )}
    </div>
  )
}

interface ItemsProps {
  readonly deal: Deal
  readonly closing: Closing
  readonly mayWork: boolean
  readonly onOpen: (item: ClosingItem | 'item') => void
}

function Items({ deal, closing: { items, hasTemplate }, mayWork, onOpen }: ItemsProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useClosingRead()
  const mayChange = useRight('base.edit')
  const begin = useMutation({
    mutationFn: () => call(beginClosingList, { params: { id: deal.id }, body: {} }),
    onSettled: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (items.length === 0 && !mayWork) return null
  const done = items.filter(({ doneAt }) => doneAt !== null).length
  return (
    <div className="flex flex-col gap-1">
      <header className="flex flex-wrap items-center gap-2">
        <h3 className="flex-1 text-12 font-medium text-ink-2">
          {items.length === 0 ? t('closing.items') : t('closing.items.done', { done, all: items.length })}
        </h3>
        {mayWork && items.length === 0 && hasTemplate && (
          <Button variant="quiet" isPending={begin.isPending} onPress={() => begin.mutate()}>
            {t('closing.items.begin')}
          </Button>
        )}
        {mayWork && (
          <Button variant="quiet" icon={IconPlus} onPress={() => onOpen('item')}>
            {t('closing.item.add')}
          </Button>
        )}
      </header>
      {items.length > 0 && <Checklist items={items} mayChange={mayChange} onEdit={mayWork ? onOpen : undefined} />}
    </div>
  )
}
