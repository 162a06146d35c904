import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { showStageQuotas } from '../../contract/quotas.ts'
import type { QuotaPlan, StageQuotas } from '../../contract/quotas.ts'
import { call } from '../api.ts'
import { useToday } from '../people/use-today.ts'
import { useSession } from '../shell/session.ts'
import { Dialog, ErrorState, Loading, Table, currencyDigits, useFormats, useWords } from '../ui/index.ts'
import { FromMonth } from './from-month.tsx'
import type { NodeDialogProps } from './node-dialog.tsx'
import { useNodeName } from './node-name.tsx'

/** What the quota of a month asks of every stage and of touches, by the seller's own past. */
export function StagesDialog({ plan, node, onClose }: NodeDialogProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const name = useNodeName()(node)
  const today = useToday()
  const [month, setMonth] = useState(() => monthOn(today, plan))
  const found = useQuery({
    queryKey: ['attainment', workspace.id, 'stages', plan.id, node.id, month],
    queryFn: () => call(showStageQuotas, { params: { id: plan.id }, query: { node: node.id, month } }),
  })
  return (
    <Dialog title={t('quotas.stages.title', { name })} isOpen onClose={onClose} size="large">
      <div className="flex flex-col gap-4">
        <FromMonth plan={plan} value={month} onChange={setMonth} label={t('quotas.stages.month')} />
        {found.isPending && <Loading />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.data && <Asked asked={found.data} />}
      </div>
    </Dialog>
  )
}

/** Which month of the plan a day lies in; its first or last for a day before or after it. */
function monthOn(day: string, { startsOn, months }: QuotaPlan): number {
  const count = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
  return Math.max(0, Math.min(months - 1, count(day) - count(startsOn)))
}

type Estimate = StageQuotas['wins']

function Asked({ asked }: { asked: StageQuotas }) {
  const { t } = useWords()
  const { money } = useFormats()
  const amount = useAmount()
  const { wins, meanWon, stages, touches, currency } = asked
  if (wins.estimate === null) {
    const isFew = asked.allDeals < asked.least || meanWon.estimate === null
    return (
      <p className="text-ink-2">
        {isFew ? t('quotas.stages.few', { count: asked.allDeals, least: asked.least }) : t('quotas.stages.nothing')}
      </p>
    )
  }
  const scale = 10 ** currencyDigits(currency)
  const whole = (value: number) => money({ minor: Math.round(value / scale) * scale, currency })
  return (
    <>
      <p>
        {t('quotas.stages.wins', {
          quota: whole(asked.quotaMinor),
          wins: amount(wins.estimate),
          mean: meanWon.estimate === null ? '–' : whole(meanWon.estimate),
        })}
      </p>
      <StageTable stages={stages} />
      {touches.length > 0 && <TouchTable touches={touches} />}
      <p className="text-12 text-ink-2">{t('quotas.stages.method', { own: asked.ownDeals, all: asked.allDeals })}</p>
    </>
  )
}

/** Few are told to the tenth. */
function useAmount(): (value: number) => string {
  const { number } = useFormats()
  return (value) => number(value, value < 10 ? 1 : 0)
}

function StageTable({ stages }: Pick<StageQuotas, 'stages'>) {
  const { t } = useWords()
  const { percent } = useFormats()
  const amount = useAmount()
  const share = (value: number) => percent(value)
  return (
    <Table
      label={t('quotas.act.stages')}
      rowKey={({ key }) => key}
      rows={stages}
      columns={[
        {
          key: 'stage',
          title: t('quotas.stages.stage'),
          cell: (stage) => <bdi>{stage.name}</bdi>,
          isRowHeader: true,
        },
        {
          key: 'entries',
          title: t('quotas.stages.entries'),
          cell: ({ entries }) => <Told value={entries} show={amount} />,
          isNumber: true,
        },
        {
          key: 'conversion',
          title: t('quotas.stages.conversion'),
          cell: ({ conversion }) => <Told value={conversion} show={share} />,
          isNumber: true,
        },
      ]}
    />
  )
}

function TouchTable({ touches }: Pick<StageQuotas, 'touches'>) {
  const { t } = useWords()
  const amount = useAmount()
  return (
    <Table
      label={t('quotas.stages.touches')}
      rowKey={({ channel }) => channel}
      rows={touches}
      columns={[
        {
          key: 'channel',
          title: t('quotas.stages.touches'),
          cell: ({ channel }) => t(`codes.channel.${channel}`),
          isRowHeader: true,
        },
        {
          key: 'needed',
          title: t('quotas.stages.needed'),
          cell: ({ needed }) => <Told value={needed} show={amount} />,
          isNumber: true,
        },
        {
          key: 'perDeal',
          title: t('quotas.stages.per-deal'),
          cell: ({ perDeal }) => <Told value={perDeal} show={amount} />,
          isNumber: true,
        },
      ]}
    />
  )
}

/** An estimate with its limits beside it, or a dash. */
function Told({ value, show }: { value: Estimate; show: (value: number) => string }) {
  if (value.estimate === null) return <>–</>
  return (
    <>
      <span className="font-medium">{show(value.estimate)}</span>
      {value.low !== null && value.high !== null && (
        <span className="ms-1.5 text-12 text-ink-3">
          {show(value.low)}–{show(value.high)}
        </span>
      )}
    </>
  )
}
