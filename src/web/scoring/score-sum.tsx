import type { ScorePart } from '../../contract/prospects.ts'
import { cx, useFormats, useWords } from '../ui/index.ts'
import { useScoreNames } from './field-name.ts'

/** The parts of a score, the largest first; with `total` as a sum. */
export function ScoreSum({ parts, total }: { parts: readonly ScorePart[]; total?: number }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { partName } = useScoreNames()
  const signed = (points: number) => (points > 0 ? `+${number(points)}` : number(points))
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
      {parts.map((part, at) => (
        // Two rules of one name are two parts.
        <div key={at} className="contents">
          <dt className="min-w-0 wrap-anywhere text-ink-2">
            <bdi>{partName(part)}</bdi>
          </dt>
          <dd className={cx('text-end', part.points < 0 && 'text-bad')}>
            <bdi>{signed(part.points)}</bdi>
          </dd>
        </div>
      ))}
      {total !== undefined && (
        <div className="col-span-2 mt-1 flex justify-between border-t border-line pt-1 font-semibold">
          <dt>{t('scoring.points')}</dt>
          <dd>
            <bdi>{number(total)}</bdi>
          </dd>
        </div>
      )}
    </dl>
  )
}
