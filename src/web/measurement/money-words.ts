import type { Velocity } from '../../contract/insights.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useEstimateWords } from './estimate-words.ts'
import { isolated, range } from '../../words/isolate.ts'

type Estimated = Velocity['perDay']

/** Amounts, without the cents that no estimate is sure of. */
export function useMoneyWords(currency: string) {
  const { t } = useWords()
  const { money } = useFormats()
  const { days } = useEstimateWords()
  const write = (minor: number) => money({ minor: Math.round(minor), currency }, 'compact')
  const bounds = ({ low, high }: Estimated) =>
    low === null || high === null ? '' : range(isolated(write(low)), isolated(write(high)))
  return {
    money: (minor: number | null) => (minor === null ? '–' : write(minor)),
    days: (value: number | null) => (value === null ? '–' : days(value)),
    bounds,
    interval: (of: Estimated) =>
      bounds(of) === '' ? t('insights.interval.none') : t('insights.interval', { range: bounds(of) }),
  }
}
