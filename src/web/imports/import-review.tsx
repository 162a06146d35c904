import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { runImport } from '../../contract/imports.ts'
import type { ImportResult } from '../../contract/imports.ts'
import { call } from '../api.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Button, Card, Checkbox, DateField, Notice, useProblemWords, useWords } from '../ui/index.ts'
import { FileCard } from './file-card.tsx'
import { ImportCounts } from './import-counts.tsx'
import { ImportProblems } from './import-problems.tsx'
import { withFile, withStage } from './mapping.ts'
import type { ImportFile } from './mapping.ts'
import { RowSamples } from './row-samples.tsx'
import { StageMatching } from './stage-matching.tsx'
import { useReread } from './use-reread.ts'

/** How the files are read, to be corrected; tried out as often as one likes before anything is written. */
export function ImportReview({ found }: { found: ImportResult }) {
  const [mapping, setMapping] = useState(found.mapping)
  const [observedFrom, setObservedFrom] = useState(found.observedFrom)
  const isChanged = mapping !== found.mapping || observedFrom !== found.observedFrom
  // The deals come first, with what is asked about them; a file keeps its place while it is corrected.
  const isDeals = (file: ImportFile) => file.kind === 'deals'
  const reading = useReread(found.importId, mapping, (read) => setMapping(read.mapping))
  const card = (file: ImportFile) => {
    const read = mapping.files[file.name]
    if (!read) return null
    return (
      <FileCard
        key={file.name}
        file={file}
        mapping={read}
        importId={found.importId}
        stages={mapping.stages}
        confidence={found.confidence[file.name]}
        reading={reading}
        onChange={(next) => setMapping(withFile(mapping, file.name, next))}
      />
    )
  }
  return (
    <div className="flex flex-col gap-5">
      <UnreadableFiles files={found.files} />
      {found.dryRun ? <TrialOutcome found={found} isChanged={isChanged} /> : <FirstProblems found={found} />}
      {found.files.filter(isDeals).map(card)}
      <StageMatching
        stages={mapping.stages}
        unmatched={found.unmatchedStages}
        onChange={(name, to) => setMapping(withStage(mapping, name, to))}
      />
      <ObservedFrom day={observedFrom} onChange={setObservedFrom} />
      {found.files.filter((file) => !isDeals(file)).map(card)}
      <RunBar found={found} wish={{ mapping, observedFrom }} isTried={found.dryRun && !isChanged} />
    </div>
  )
}

/** Files that are no tables: why, and what to do about it. */
function UnreadableFiles({ files }: Pick<ImportResult, 'files'>) {
  const { t } = useWords()
  return files.map(({ name, unreadable }) =>
    unreadable === undefined ? null : (
      <Notice key={name} tone="bad">
        {t('errors.import_file_unreadable', { file: name, reason: unreadable })}
      </Notice>
    ),
  )
}

function TrialOutcome({ found, isChanged }: { found: ImportResult; isChanged: boolean }) {
  const { t } = useWords()
  return (
    <Card title={t('importing.trial')}>
      {isChanged && <Notice tone="warn">{t('importing.trial.changed')}</Notice>}
      <ImportCounts counts={found.sum} />
      <ImportProblems problems={found.problems} />
      <RowSamples samples={found.samples} />
    </Card>
  )
}

/** What the first look already found, before any row was tried. */
function FirstProblems({ found }: { found: ImportResult }) {
  const { t } = useWords()
  // Files that cannot be read stand above, each with its reason.
  const problems = found.problems.filter(({ code }) => code !== 'file_unreadable')
  if (problems.length === 0) return null
  return (
    <Card title={t('importing.noticed')}>
      <ImportProblems problems={problems} />
    </Card>
  )
}

function ObservedFrom({ day, onChange }: { day: string | null; onChange: (day: string | null) => void }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: workspace.timeZone }).format()
  return (
    <Card title={t('importing.observed')}>
      <p className="max-w-160 text-ink-2">{t('importing.observed.more')}</p>
      <DateField
        label={t('importing.observed.day')}
        className="max-w-60"
        value={day}
        maxValue={today}
        onChange={onChange}
      />
    </Card>
  )
}

// Fewer are in before anybody notices.
const manyRows = 20_000

interface RunBarProps {
  readonly found: ImportResult
  readonly wish: Pick<ImportResult, 'mapping' | 'observedFrom'>
  /** The files were tried exactly as they would be read now. */
  readonly isTried: boolean
}

function RunBar({ found, wish, isTried }: RunBarProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const { workspace } = useSession()
  const mayRun = useRight('imports.run')
  const [gentle, setGentle] = useState(found.gentle)
  const run = useMutation({
    mutationFn: (dryRun: boolean) =>
      call(runImport, { params: { id: found.importId }, body: { ...wish, dryRun, gentle } }),
    onSuccess: (begun) => {
      queries.setQueryData(['import', workspace.id, found.importId], begun)
      void queries.invalidateQueries({ queryKey: ['imports', workspace.id] })
    },
  })
  if (!mayRun) return <Notice>{t('importing.read-only')}</Notice>
  const rows = found.files
    .filter(({ name }) => (wish.mapping.files[name]?.kind ?? 'ignore') !== 'ignore')
    .reduce((sum, file) => sum + file.rows, 0)
  const fields = Object.values(wish.mapping.files).reduce(
    (sum, file) => sum + Object.keys(file.newFields ?? {}).length,
    0,
  )
  return (
    <div className="sticky bottom-16 z-5 flex flex-col gap-2 rounded-3 border border-line bg-raised p-3 shadow-float desktop:bottom-4">
      {run.isError && <Notice tone="bad">{say(run.error)}</Notice>}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <div className="flex min-w-0 flex-1 basis-60 flex-col gap-1">
          <p className="text-ink-2">{t(isTried ? 'importing.run.tried' : 'importing.run.untried')}</p>
          {fields > 0 && <p className="text-ink-2">{t('importing.run.fields', { count: fields })}</p>}
          {rows >= manyRows && (
            <Checkbox isSelected={gentle} onChange={setGentle}>
              {t('importing.gentle')}
            </Checkbox>
          )}
        </div>
        <Button
          variant={isTried ? 'plain' : 'primary'}
          isPending={run.isPending && run.variables}
          isDisabled={run.isPending}
          onPress={() => run.mutate(true)}
        >
          {t('importing.try')}
        </Button>
        <Button
          variant={isTried ? 'primary' : 'plain'}
          isPending={run.isPending && !run.variables}
          isDisabled={run.isPending}
          onPress={() => run.mutate(false)}
        >
          {t('importing.run', { count: rows })}
        </Button>
      </div>
    </div>
  )
}
