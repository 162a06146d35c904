import type { ImportResult } from '../../contract/imports.ts'
import { Amount, cx, useWords } from '../ui/index.ts'

const counts = ['rows', 'created', 'updated', 'merged', 'rejected'] as const

/** The rows of the deal files and what became of each: the first figure is the sum of the others. */
export function ImportCounts({ found }: { found: Pick<ImportResult, (typeof counts)[number]> }) {
  const { t } = useWords()
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 tablet:grid-cols-5">
      {counts.map((count) => (
        <div key={count} className="flex flex-col-reverse border-s-2 border-line ps-3 first:border-accent">
          <dt className="text-12 text-ink-2">{t(`importing.count.${count}`)}</dt>
          <dd
            className={cx(
              'text-24 font-semibold tracking-tight',
              count === 'rejected' && found.rejected > 0 && 'text-bad',
              found[count] === 0 && 'text-ink-3',
            )}
          >
            <Amount value={found[count]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
