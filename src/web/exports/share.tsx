import { ProgressBar, useFormats, useWords } from '../ui/index.ts'

interface ShareProps {
  readonly rows: number
  /** Null while it is not known. */
  readonly total: number | null
  readonly label: string
}

/** How many rows of how many, as a bar and in words. */
export function Share({ rows, total, label }: ShareProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const said = number(rows, 0)
  const words =
    total === null
      ? t('exports.progress', { rows: said })
      : t('exports.progress.of', { rows: said, total: number(total, 0) })
  return (
    <div className="mt-1 flex max-w-90 flex-col gap-1">
      {total !== null && <ProgressBar label={label} value={rows} max={total} words={words} />}
      <p role="status" className="text-12 text-ink-2">
        {words}
      </p>
    </div>
  )
}
