import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ProcessMapFigures } from '../../contract/process-map.ts'
import { useAddress } from '../shell/places.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** What the numbers of the map say and of how many deals, and what is missing that would make them whole. */
export function MapNotes({ map }: { map: ProcessMapFigures }) {
  const { t } = useWords()
  const { day } = useFormats()
  return (
    <footer className="flex flex-col gap-1.5 text-12 text-ink-2 print:text-[7pt]">
      <p>
        <span className="font-medium text-ink">
          {t('insights.n', { n: map.n })} · {t('insights.as-of', { day: day(map.asOf) })}
        </span>{' '}
        <span className="print:hidden">
          {t('measurement.method.time_in_stage')} {t('measurement.method.funnel', { days: map.byDay })}
        </span>
      </p>
      <p className="print:hidden">{t('processes.map.read', { days: map.windowDays })}</p>
      <Missing map={map} />
    </footer>
  )
}

function Missing({ map }: { map: ProcessMapFigures }) {
  const { t } = useWords()
  const address = useAddress()
  const lines = missingOf(map)
  if (lines.length === 0) return null
  const sources = (text: ReactNode) => (
    <Link to={address('settings/sources')} className="text-accent underline underline-offset-2">
      {text}
    </Link>
  )
  return (
    <div className="print:hidden">
      <p className="font-medium text-ink">{t('processes.map.missing')}</p>
      <ul className="list-disc ps-4">
        {lines.map(({ what, count }) => (
          <li key={what}>
            {t(`processes.map.missing.${what}`, { count })}{' '}
            {what === 'costs' && sources(t('processes.map.missing.costs.enter'))}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Which inputs are not there, so that no number stands where none can be told. */
function missingOf({ stages, costs, n }: ProcessMapFigures) {
  const withoutTarget = stages.filter(({ targets }) => Object.values(targets).every((each) => each === null)).length
  const isTimed = stages.some(({ activities }) => activities.timed > 0)
  return [
    { what: 'targets', count: withoutTarget },
    { what: 'hours', count: Number(n > 0 && !isTimed) },
    { what: 'costs', count: Number(n > 0 && costs.deals === 0) },
    { what: 'currencies', count: costs.otherCurrencies },
  ].filter(({ count }) => count > 0)
}
