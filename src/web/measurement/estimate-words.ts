import { useFormats, useWords } from '../ui/index.ts'
import { range } from '../../words/isolate.ts'

/** Days or a share, with the bounds of its interval; null where the deals do not reach it. */
export interface Bounded {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

export interface EstimateWords {
  /** "47 days", or "not reached". */
  readonly days: (days: number | null) => string
  readonly share: (share: number | null) => string
  /** "95% interval: 43–52 days". */
  readonly daysInterval: (bounded: Bounded) => string
  readonly shareInterval: (bounded: Bounded) => string
  /** The bounds alone, where a heading says what they are: "43–52"; empty when there are none. */
  readonly daysRange: (bounded: Bounded) => string
  readonly shareRange: (bounded: Bounded) => string
}

/** Estimates as text. An interval without an upper bound says so: it is what few deals can tell. */
export function useEstimateWords(): EstimateWords {
  const { t } = useWords()
  const { number, percent } = useFormats()
  const share = (value: number) => percent(value, 1)
  const interval = ({ value, low, high }: Bounded, write: (bound: number) => string) => {
    if (low === null && write === share && (value === 0 || value === 1))
      return t(value === 0 ? 'insights.interval.zero' : 'insights.interval.whole')
    if (value === null || low === null) return t('insights.interval.none')
    if (high === null) return t('insights.interval.open', { low: write(low) })
    return t('insights.interval', { range: range(write(low), write(high)) })
  }
  const bounds = ({ value, low, high }: Bounded, write: (bound: number) => string) => {
    if (value === null || low === null) return ''
    return high === null ? t('insights.range.open', { low: write(low) }) : range(write(low), write(high))
  }
  return {
    days: (days) => (days === null ? t('insights.not-reached') : t('insights.days', { days: rounded(days) })),
    share: (value) => (value === null ? '–' : share(value)),
    daysInterval: (bounded) => interval(bounded, (bound) => number(bound)),
    shareInterval: (bounded) => interval(bounded, share),
    daysRange: (bounded) => bounds(bounded, (bound) => number(bound)),
    shareRange: (bounded) => bounds(bounded, share),
  }
}

function rounded(days: number): number {
  return Math.round(days * 10) / 10
}
