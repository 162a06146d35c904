import { useQuery } from '@tanstack/react-query'
import { showPreparing } from '../../contract/call-sheets.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** What became of deals that somebody prepared for, and of the others: told as it was, not as a cause. */
export function PreparingPays() {
  const { t } = useWords()
  const { percent } = useFormats()
  const mayRead = useRight('measurement.read')
  const found = useQuery({ queryKey: ['preparing'], queryFn: () => call(showPreparing, {}), enabled: mayRead })
  if (!found.data) return null
  const { prepared, unprepared, verdict } = found.data
  const sides = [
    { id: 'prepared', side: prepared },
    { id: 'unprepared', side: unprepared },
  ] as const
  return (
    <aside aria-label={t('research.pays')} className="flex flex-col gap-1 text-12 text-ink-2 print:hidden">
      <p className="font-medium">{t('research.pays')}</p>
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
    </aside>
  )
}
