import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { stopImport } from '../../contract/import-undo.ts'
import type { ImportResult } from '../../contract/imports.ts'
import { call } from '../api.ts'
import { WheelLoader } from '../charts/index.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Amount, Button, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { ImportCounts } from './import-counts.tsx'
import { UndoCountsTable } from './undo-counts.tsx'

interface ProgressProps {
  readonly found: ImportResult
  /** When it was read, in milliseconds. */
  readonly at: number
}

/** While rows are taken in, tried out or given back, in the background: whoever leaves finds it here again. */
export function ImportProgress({ found, at }: ProgressProps) {
  const { t } = useWords()
  const isUndo = found.status === 'undoing'
  const what = isUndo ? 'undo' : found.dryRun ? 'trial' : null
  const title = what === null ? 'importing.progress' : `importing.progress.${what}`
  return (
    <section className="card flex flex-col gap-6 p-6">
      <header className="flex flex-wrap items-center gap-4">
        <WheelLoader size={40} />
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-18 font-semibold tracking-tight">{t(title)}</h2>
          <p className="text-ink-2">{t(`${title}.more`)}</p>
        </div>
        {!isUndo && <StopButton found={found} />}
      </header>
      <Bar found={found} at={at} />
      {isUndo ? <UndoCountsTable counts={found.undo ?? []} /> : <ImportCounts counts={found.sum} />}
    </section>
  )
}

function Bar({ found, at }: ProgressProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const isUndo = found.status === 'undoing'
  const total = isUndo ? found.sum.created + found.sum.updated : found.total
  const share = total > 0 ? Math.min(found.processed / total, 1) : 0
  const label = t(isUndo ? 'importing.progress.undone' : 'importing.progress.read')
  return (
    <div>
      <progress
        value={share}
        max={1}
        aria-label={label}
        aria-valuetext={percent(share)}
        className="block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[inline-size]"
      />
      <p className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-12 text-ink-2">
        <span>
          {label}: <Amount value={Math.min(found.processed, total)} /> / <Amount value={total} />
        </span>
        <span className="flex gap-3">
          <TimeLeft share={share} at={at} />
          <bdi>{percent(share)}</bdi>
        </span>
      </p>
    </div>
  )
}

// Before so much is done, the pace of the first rows says nothing.
const enough = 0.02

/** How long it still takes at the pace since this page was opened. */
function TimeLeft({ share, at }: { share: number; at: number }) {
  const { t } = useWords()
  const [begun] = useState({ share, at })
  const done = share - begun.share
  if (done < enough || share >= 1) return null
  const minutes = Math.round((((at - begun.at) / done) * (1 - share)) / 60_000)
  return <span>{t('importing.progress.left', { minutes })}</span>
}

function StopButton({ found }: { found: ImportResult }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const { workspace } = useSession()
  const mayRun = useRight('imports.run')
  const stop = useMutation({
    mutationFn: () => call(stopImport, { params: { id: found.importId } }),
    onSuccess: (stopped) => queries.setQueryData(['import', workspace.id, found.importId], stopped),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (!mayRun) return null
  return (
    <Button isPending={stop.isPending} onPress={() => stop.mutate()}>
      {t('importing.stop')}
    </Button>
  )
}
