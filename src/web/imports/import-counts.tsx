import type { RowCounts } from '../../contract/import-counts.ts'
import { Amount, cx, useWords } from '../ui/index.ts'

const keys = ['rows', 'created', 'updated', 'merged', 'rejected'] as const

/** The rows of an import and what became of each: the first figure is the sum of the others. */
export function ImportCounts({ counts }: { counts: RowCounts }) {
  const { t } = useWords()
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 tablet:grid-cols-5">
      {keys.map((key) => (
        <div key={key} className="flex flex-col-reverse border-s-2 border-line ps-3 first:border-accent">
          <dt className="text-12 text-ink-2">{t(`importing.count.${key}`)}</dt>
          <dd
            className={cx(
              'text-24 font-semibold tracking-tight',
              key === 'rejected' && counts.rejected > 0 && 'text-bad',
              counts[key] === 0 && 'text-ink-3',
            )}
          >
            <Amount value={counts[key]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
