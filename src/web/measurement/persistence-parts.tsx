import type { Persistence, PersistenceCurve } from '../../contract/persistence.ts'
import { Bars } from '../charts/index.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useEstimateWords } from './estimate-words.ts'
import { range } from '../../words/isolate.ts'
import { Lacks } from './lacks.tsx'
import { Headline } from './parts.tsx'

/** What giving up costs, at most. */
export function Missed({ found: { all, missed, lastTouch, aim } }: { found: Persistence }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { estimate, low, high } = missed
  if (lastTouch < 2 || estimate === null)
    return <Lacks isLarge lacks={[{ text: t('insights.persistence.few'), give: ['today'] }]} />
  if (all.stopped === 0) return <p className="max-w-[46ch]">{t('insights.persistence.none-given-up')}</p>
  const count = Math.round(estimate)
  const limits = low === null || high === null ? null : range(number(low, 0), number(high, 0))
  return (
    <div>
      <Headline
        figure={number(count)}
        interval={limits === null ? t('insights.interval.none') : t('insights.interval', { range: limits })}
      >
        {t(`insights.persistence.sentence.${aim}`, { count, last: lastTouch })}
      </Headline>
      <p className="mt-2 max-w-[46ch] text-12 text-pretty text-ink-2">{t('insights.persistence.at-most')}</p>
    </div>
  )
}

/** How often each touch brings what it is after. */
export function ByTouch({ curve }: { curve: PersistenceCurve }) {
  const { t } = useWords()
  const { share } = useEstimateWords()
  const shown = curve.touches.filter(({ touch, hazard }) => touch === 1 || hazard.estimate !== null)
  return (
    <Bars
      label={t('insights.persistence.by-touch')}
      nameTitle={t('insights.persistence.by-touch')}
      valueTitle={t('insights.persistence.share')}
      bars={shown.map(({ touch, hazard, got, stopped }) => ({
        key: String(touch),
        name: t('insights.persistence.touch', { touch }),
        value: hazard.estimate ?? 0,
        ...(hazard.low === null || hazard.high === null ? {} : { low: hazard.low, high: hazard.high }),
        text: hazard.estimate === null ? t('closing.figures.few') : share(hazard.estimate),
        note: t('insights.persistence.got', { got, stopped }),
      }))}
    />
  )
}
