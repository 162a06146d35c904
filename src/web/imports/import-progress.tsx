import type { ImportResult } from '../../contract/imports.ts'
import { WheelLoader } from '../charts/index.ts'
import { Amount, useFormats, useWords } from '../ui/index.ts'
import { ImportCounts } from './import-counts.tsx'

/** While the rows are read, in the background: whoever leaves finds it here again. */
export function ImportProgress({ found }: { found: ImportResult }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const share = found.total > 0 ? Math.min(found.processed / found.total, 1) : 0
  return (
    <section className="card flex flex-col gap-6 p-6">
      <header className="flex items-center gap-4">
        <WheelLoader size={40} />
        <div>
          <h2 className="text-18 font-semibold tracking-tight">
            {t(found.dryRun ? 'importing.progress.trial' : 'importing.progress')}
          </h2>
          <p className="text-ink-2">{t(found.dryRun ? 'importing.progress.trial.more' : 'importing.progress.more')}</p>
        </div>
      </header>
      <div>
        <progress
          value={share}
          max={1}
          aria-label={t('importing.progress.read')}
          aria-valuetext={percent(share)}
          className="block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
        />
        <p className="mt-1.5 flex justify-between text-12 text-ink-2">
          <span>
            {t('importing.progress.read')}: <Amount value={found.processed} /> / <Amount value={found.total} />
          </span>
          <bdi>{percent(share)}</bdi>
        </p>
      </div>
      <ImportCounts found={found} />
    </section>
  )
}
