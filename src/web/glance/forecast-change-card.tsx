import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { ForecastChange, ForecastPart } from '../../contract/glance.ts'
import { useWholeMoney } from '../forecast/whole-money.ts'
import { Card, ErrorState, Notice, Skeleton, currencyDigits, cx, useFormats, useWords } from '../ui/index.ts'
import { PartDeals } from './part-deals.tsx'
import { useForecastChange, type Whose } from './queries.ts'
import { signedMoney } from './signed-money.ts'
import { wholeParts } from './whole-parts.ts'

/** The forecast then and now, and the parts that lie between: each opens to its deals, each deal to its facts. */
export function ForecastChangeCard({ whose }: { whose: Whose }) {
  const { t } = useWords()
  const found = useForecastChange(whose)
  return (
    <Card title={t('glance.forecast')}>
      {found.isPending && <Skeleton className="h-60" />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Bridge change={found.data} whose={whose} />}
    </Card>
  )
}

function Bridge({ change, whose }: { change: ForecastChange; whose: Whose }) {
  const { t } = useWords()
  const { day } = useFormats()
  const write = useWholeMoney(change.currency)
  const [open, setOpen] = useState<ForecastPart | null>(null)
  const { since, from, until, parts, isEnough } = change
  if (!isEnough) return <Notice>{t('glance.forecast.too-few', { day: day(since) })}</Notice>
  const unit = 10 ** currencyDigits(change.currency)
  const shown = wholeParts(
    change.beforeMinor,
    change.nowMinor,
    parts.map(({ minor }) => minor),
    unit,
  )
  const most = Math.max(1, ...shown.parts.map(Math.abs))
  return (
    <>
      <p className="text-12 text-ink-2 print:hidden">
        {t('glance.forecast.how', { from: day(from), until: day(until) })}
      </p>
      <div>
        <End label={t('glance.forecast.then', { day: day(since) })} value={write(shown.before)} />
        <ul className="my-1">
          {parts.map(({ part, deals }, place) => {
            const minor = shown.parts[place] ?? 0
            return minor === 0 && deals === 0 ? null : (
              <PartRow
                key={part}
                part={part}
                deals={deals}
                minor={minor}
                share={Math.abs(minor) / most}
                write={write}
                isOpen={open === part}
                onToggle={() => setOpen(open === part ? null : part)}
                whose={whose}
              />
            )
          })}
        </ul>
        <End
          label={t('glance.forecast.now')}
          value={write(shown.now)}
          note={signedMoney(write, shown.now - shown.before)}
        />
      </div>
    </>
  )
}

function End({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <p className="flex items-baseline gap-2 border-y border-line bg-sunken px-2 py-1.5 font-semibold">
      <span className="min-w-0 flex-1">{label}</span>
      {note && <span className="text-12 font-medium text-ink-2 tabular-nums">{note}</span>}
      <bdi className="tabular-nums">{value}</bdi>
    </p>
  )
}

interface PartRowProps {
  readonly part: ForecastPart
  readonly deals: number
  readonly minor: number
  /** Of the largest part. */
  readonly share: number
  readonly write: (minor: number) => string
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly whose: Whose
}

function PartRow({ part, deals, minor, share, write, isOpen, onToggle, whose }: PartRowProps) {
  const { t } = useWords()
  const line = (
    <>
      <span className="min-w-0 flex-1 text-start">
        {t(`glance.part.${part}`)}
        {deals > 0 && <span className="ms-2 text-12 text-ink-3">{t('glance.deals', { count: deals })}</span>}
      </span>
      <span aria-hidden className="relative hidden h-2 w-24 shrink-0 tablet:block print:hidden">
        <span
          className={cx('absolute inset-y-0 end-0 rounded-full', minor < 0 ? 'bg-bad' : 'bg-ok')}
          style={{ width: `${Math.max(2, share * 100)}%` }}
        />
      </span>
      <span className="w-24 shrink-0 text-end font-medium tabular-nums">{signedMoney(write, minor)}</span>
    </>
  )
  return (
    <li className="border-b border-line last:border-0">
      {deals === 0 ? (
        <div className="flex min-h-9 items-center gap-3 px-2 ps-8 print:min-h-7 print:ps-2">{line}</div>
      ) : (
        <AriaButton
          aria-expanded={isOpen}
          onPress={onToggle}
          className="flex min-h-9 w-full items-center print:min-h-7 gap-3 rounded-1 px-2 transition-colors hover:bg-sunken"
        >
          <IconChevronDown
            size={16}
            stroke={1.75}
            className={cx(
              '-me-1 shrink-0 text-ink-3 transition-transform print:hidden',
              !isOpen && '-rotate-90 rtl:rotate-90',
            )}
          />
          {line}
        </AriaButton>
      )}
      {isOpen && <PartDeals whose={whose} part={part} />}
    </li>
  )
}
