import { Fragment } from 'react'
import type { Prospect, RankReason } from '../../contract/prospects.ts'
import { Badge, Tooltip, cx, useFormats, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { useScoreNames } from '../scoring/field-name.ts'

type Reasons = Prospect['reasons']

/** The sum, and on pointing at it why. */
export function Score({ prospect: { score, reasons } }: { prospect: Pick<Prospect, 'score' | 'reasons'> }) {
  const { t } = useWords()
  const { number } = useFormats()
  const parts = reasons.map(({ code, points }) => `${t(`prospects.reason.${code}`)} ${signed(points, number)}`)
  return (
    <Tooltip text={parts.join(' · ')}>
      <span
        className={cx(
          'grid h-6 w-9 place-items-center rounded-1 text-12 font-semibold',
          score >= 60 ? 'bg-accent-soft text-accent' : score < 0 ? 'text-ink-3' : 'bg-sunken text-ink-2',
        )}
      >
        <bdi>{number(score)}</bdi>
      </span>
    </Tooltip>
  )
}

/** The reasons in a few words each, those that tell most first. */
export function ReasonBadges({ reasons, most }: { reasons: Reasons; most: number }) {
  const { t } = useWords()
  const shown = reasons.filter(({ code }) => !inOwnColumn.has(code)).toSorted(byWeight)
  return (
    <span className="flex min-w-0 gap-1 overflow-hidden">
      {shown.slice(0, most).map(({ code }) => (
        <span key={code} className="shrink-0 whitespace-nowrap">
          <Badge tone={tones[code] ?? 'plain'}>{t(`prospects.reason.${code}`)}</Badge>
        </span>
      ))}
    </span>
  )
}

/** Every reason with its points, as a sum: why it stands where it stands. */
export function ReasonSum({ prospect }: { prospect: Pick<Prospect, 'score' | 'reasons' | 'parts'> }) {
  const { t } = useWords()
  const { partName } = useScoreNames()
  const { score, reasons, parts } = prospect
  const { number } = useFormats()
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
      {reasons.toSorted(byWeight).map(({ code, points }) => (
        <Fragment key={code}>
          <div className="contents">
            <dt className="text-ink-2">{t(`prospects.reason.${code}`)}</dt>
            <dd className={cx('text-end', points < 0 && 'text-bad')}>
              <bdi>{signed(points, number)}</bdi>
            </dd>
          </div>
          {(code === 'model' || code === 'own_rules') &&
            parts.map((part, at) => (
              // What the one above is made of: quieter, and set in.
              <div key={at} className="contents text-12 text-ink-3">
                <dt className="min-w-0 ps-3 wrap-anywhere">
                  <bdi>{partName(part)}</bdi>
                </dt>
                <dd className="text-end">
                  <bdi>{signed(part.points, number)}</bdi>
                </dd>
              </div>
            ))}
        </Fragment>
      ))}
      <div className="col-span-2 mt-1 flex justify-between border-t border-line pt-1 font-semibold">
        <dt>{t('prospects.score')}</dt>
        <dd>
          <bdi>{number(score)}</bdi>
        </dd>
      </div>
    </dl>
  )
}

// The number and the grade have columns of their own.
const inOwnColumn: ReadonlySet<RankReason> = new Set([
  'phone',
  'email',
  'grade_a',
  'grade_b',
  'grade_c',
  'model',
  'deal_planned',
])

const tones: Partial<Record<RankReason, Tone>> = {
  promised: 'warn',
  deal_overdue: 'bad',
  deal_today: 'ok',
  deal_without_step: 'warn',
  in_market: 'ok',
  outside_market: 'warn',
  decides: 'accent',
  source_yields: 'ok',
}

function byWeight(one: Reasons[number], other: Reasons[number]): number {
  return Math.abs(other.points) - Math.abs(one.points)
}

function signed(points: number, number: (value: number) => string): string {
  return points > 0 ? `+${number(points)}` : number(points)
}
