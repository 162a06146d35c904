import type { MapStage } from '../../contract/process-map.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** How a stage goes while it is edited, in a line: its time, its share, its number. */
export function MeasuredSoFar({ stage }: { stage: MapStage }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { days, share, daysRange, shareRange } = useEstimateWords()
  const { duration, conversion, reached } = stage
  if (reached === 0) return null
  const { median } = duration
  return (
    <div className="rounded-2 bg-sunken px-2.5 py-1.5 text-12">
      <p className="font-medium">{t('processes.now')}</p>
      <ul className="flex flex-wrap gap-x-4 text-ink-2">
        {median.value !== null && (
          <li>{t('processes.now.days', { days: days(median.value), range: daysRange(median) })}</li>
        )}
        {conversion.estimate !== null && (
          <li>
            {t('processes.now.share', {
              share: share(conversion.estimate),
              range: shareRange({ ...conversion, value: conversion.estimate }),
            })}
          </li>
        )}
        <li>{t('processes.now.deals', { count: reached, shown: number(reached) })}</li>
      </ul>
    </div>
  )
}
