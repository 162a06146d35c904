import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { showPreparing } from '../../contract/call-sheets.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { ErrorState, Loading, useFormats, useWords } from '../ui/index.ts'

const anHour = 3_600_000

/** What became of deals that somebody prepared for, and of the others: told as it was, not as a cause. */
export function PreparingPays() {
  const { t } = useWords()
  const mayRead = useRight('measurement.read')
  const [isOpen, setOpen] = useState(false)
  if (!mayRead) return null
  return (
    <details className="text-12 text-ink-2 print:hidden" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="min-h-6 cursor-pointer font-medium">{t('research.pays')}</summary>
      {isOpen && <Sides />}
    </details>
  )
}

/** Counted over all deals, so only for who asks. */
function Sides() {
  const { t } = useWords()
  const { percent } = useFormats()
  const found = useQuery({ queryKey: ['preparing'], queryFn: () => call(showPreparing, {}), staleTime: anHour })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { prepared, unprepared, verdict } = found.data
  const sides = [
    { id: 'prepared', side: prepared },
    { id: 'unprepared', side: unprepared },
  ] as const
  return (
    <div className="flex flex-col gap-1 pt-1">
      {sides.map(({ id, side: { deals, won, share, low, high } }) => (
        <p key={id}>
          {share === null || low === null || high === null
            ? t(`research.pays.${id}.none`)
            : t(`research.pays.${id}`, {
                deals,
                won,
                share: percent(share),
                low: percent(low),
                high: percent(high),
              })}
        </p>
      ))}
      <p>{t(`research.pays.verdict.${verdict}`)}</p>
    </div>
  )
}
