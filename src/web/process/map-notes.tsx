import type { ProcessMapFigures } from '../../contract/process-map.ts'
import { type Give, Lacks } from '../measurement/lacks.tsx'
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
  const missing = missingOf(map)
  if (missing.length === 0) return null
  return (
    <div className="print:hidden">
      <p className="font-medium text-ink">{t('processes.map.missing')}</p>
      <Lacks
        lacks={missing.map(({ what, count, give }) => ({ text: t(`processes.map.missing.${what}`, { count }), give }))}
      />
    </div>
  )
}

/** Which inputs are not there, so that no number stands where none can be told. */
function missingOf({ stages, costs, n }: ProcessMapFigures): { what: string; count: number; give: Give[] }[] {
  const withoutTarget = stages.filter(({ targets }) => Object.values(targets).every((each) => each === null)).length
  const isTimed = stages.some(({ activities }) => activities.timed > 0)
  const each: ReturnType<typeof missingOf> = [
    { what: 'targets', count: withoutTarget, give: [] },
    { what: 'hours', count: Number(n > 0 && !isTimed), give: ['today'] },
    { what: 'costs', count: Number(n > 0 && costs.deals === 0), give: ['costs'] },
    { what: 'currencies', count: costs.otherCurrencies, give: ['costs'] },
  ]
  return each.filter(({ count }) => count > 0)
}
