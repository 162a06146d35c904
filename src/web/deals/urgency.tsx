import type { BoardCard } from '../../contract/board.ts'
import { daysBetween } from '../people/day-of.ts'
import { Dot, cx, useFormats, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'

interface UrgencyLineProps {
  readonly urgency: BoardCard['urgency']
  readonly nextStep: BoardCard['nextStep']
  readonly today: string
}

/** What happens next and how soon: in words, which the colour only underlines. */
export function UrgencyLine({ urgency, nextStep, today }: UrgencyLineProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const on = nextStep?.on ?? today
  const style = on.slice(0, 4) === today.slice(0, 4) ? 'monthDay' : 'short'
  const when = t('deals.urgency.when', { urgency, days: Math.abs(daysBetween(today, on)), day: day(on, style) })
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-12">
      <Dot tone={tones[urgency]} />
      {nextStep?.text && (
        <span className="truncate text-ink-2">
          <bdi>{nextStep.text}</bdi>
        </span>
      )}
      <bdi className={cx('shrink-0 font-medium', words[urgency])}>{when}</bdi>
    </p>
  )
}

const tones = { overdue: 'bad', today: 'ok', nothing_planned: 'warn', later: 'plain' } satisfies Record<
  BoardCard['urgency'],
  Tone
>

const words = {
  overdue: 'text-bad',
  today: 'text-ok',
  nothing_planned: 'text-warn',
  later: 'text-ink-3',
} satisfies Record<BoardCard['urgency'], string>
