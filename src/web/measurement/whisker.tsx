import { Beneath } from '../charts/index.ts'
import { cx, useWords } from '../ui/index.ts'
import { useEstimateWords } from './estimate-words.ts'

interface WhiskerProps {
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  /** Not in a table: there is room for the line on a phone as well. */
  readonly isAlone?: boolean
}

/** A share as a number and as a point with its interval on a line from none to all. */
export function Whisker({ estimate, low, high, isAlone = false }: WhiskerProps) {
  const { t, direction } = useWords()
  const { share, shareRange } = useEstimateWords()
  const at = (part: number) => `${(direction === 'rtl' ? 1 - part : part) * 100}%`
  const bounds = { value: estimate, low, high }
  return (
    <span className="flex items-center gap-2 tablet:gap-3">
      <span className="w-20 text-end whitespace-nowrap tablet:w-22">
        <bdi>{share(estimate)}</bdi>
        <Beneath>{shareRange(bounds) || (estimate !== null && t('insights.range.none'))}</Beneath>
      </span>
      {estimate !== null && (
        <svg
          aria-hidden
          width="100%"
          height={14}
          className={cx(
            'max-w-60 min-w-16 flex-1 overflow-visible print:hidden',
            isAlone ? 'block' : 'hidden tablet:block',
          )}
        >
          <line x1="0" x2="100%" y1={7} y2={7} stroke="var(--line)" strokeWidth={2} strokeLinecap="round" />
          {low !== null && high !== null && (
            <line x1={at(low)} x2={at(high)} y1={7} y2={7} stroke="var(--ink-3)" strokeWidth={2} />
          )}
          <circle cx={at(estimate)} cy={7} r={4} fill="var(--accent)" stroke="var(--surface)" strokeWidth={1.5} />
        </svg>
      )}
    </span>
  )
}
