import { Suspense, lazy, useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import { Section } from '../deals/section.tsx'
import { useRight } from '../shell/session.ts'
import { Button, Money, useFormats, useWords } from '../ui/index.ts'
import { useDealCommission } from './queries.ts'

const SplitDialog = lazy(() => import('./split-dialog.tsx').then(({ SplitDialog: Dialog }) => ({ default: Dialog })))

/** What a deal would bring whom, or has brought, and how its win is shared. */
export function CommissionSection({ deal }: { deal: Deal }) {
  const { t } = useWords()
  const { percent, money } = useFormats()
  const [maySee, maySplit] = [useRight('commission.read'), useRight('deals.assign')]
  const found = useDealCommission(deal.id, maySee)
  const [isSplitting, setIsSplitting] = useState(false)
  const { split = [], items = [] } = found.data ?? {}
  if (!maySee || (items.length === 0 && split.length === 0)) return null
  return (
    <Section
      title={t('commission.title')}
      label={t('commission.deal.of', { deal: deal.name })}
      actions={
        maySplit && (
          <Button variant="quiet" onPress={() => setIsSplitting(true)}>
            {t('commission.split')}
          </Button>
        )
      }
    >
      <ul className="flex flex-col gap-1">
        {items.map(({ member, currency, minor, parts }) => (
          <li key={member.id} className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-ink-2">
              {t(deal.outcome === 'won' ? 'commission.deal.brought' : 'commission.deal.brings', { name: member.name })}
            </span>
            <span className="font-semibold">
              <Money value={{ minor, currency }} />
            </span>
            {parts.length > 1 && (
              <span className="flex flex-wrap gap-x-2 text-12 text-ink-3">
                {parts.map((part) => (
                  <bdi key={`${part.kind} ${part.name ?? ''}`}>
                    {part.name ?? t(`commission.kind.${part.kind}`)} {money({ minor: part.minor, currency })}
                  </bdi>
                ))}
              </span>
            )}
          </li>
        ))}
        {split.map(({ memberId, name, basisPoints }) => (
          <li key={memberId} className="text-12 text-ink-2">
            {t('commission.split.share', { name, share: percent(basisPoints / 10_000, 2) })}
          </li>
        ))}
      </ul>
      {isSplitting && (
        <Suspense>
          <SplitDialog deal={deal} split={split} onClose={() => setIsSplitting(false)} />
        </Suspense>
      )}
    </Section>
  )
}
