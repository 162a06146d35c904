import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconHandStop from '@tabler/icons-react/dist/esm/icons/IconHandStop.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import type { ImportResult } from '../../contract/imports.ts'
import { useAddress } from '../shell/places.ts'
import { Amount, Badge, Card, Table, buttonClass, cx, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { ImportCounts } from './import-counts.tsx'
import { ImportProblems } from './import-problems.tsx'
import type { ImportFile } from './mapping.ts'
import { KeptRows } from './kept-rows.tsx'
import { RejectedDownload } from './rejected-download.tsx'
import { UndoButton } from './undo-button.tsx'
import { UndoCountsTable } from './undo-counts.tsx'

/** What an import did, file by file, and every row it could not take. */
export function ImportOutcome({ found }: { found: ImportResult }) {
  const { t } = useWords()
  const queries = useQueryClient()
  // The board, the members and the numbers have all changed behind whatever was read before.
  useEffect(() => {
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => !['import', 'session'].includes(String(queryKey[0])),
    })
  }, [queries, found.importId, found.status])
  const isUndone = found.status === 'undone'
  return (
    <div className="flex flex-col gap-5">
      <OutcomeHeading found={found} />
      {isUndone && (
        <Card title={t('importing.undo.did')}>
          <UndoCountsTable counts={found.undo ?? []} />
        </Card>
      )}
      {isUndone && keptOf(found) > 0 && <KeptRows importId={found.importId} />}
      <Card title={t('importing.rows')} actions={<RejectedDownloads found={found} />}>
        <ImportCounts counts={found.sum} />
      </Card>
      {found.madeFields.length > 0 && (
        <Card title={t('importing.made-fields')}>
          <p className="text-ink-2">{t('importing.made-fields.more')}</p>
          <ul className="flex flex-wrap gap-1.5">
            {found.madeFields.map((name) => (
              <li key={name}>
                <Badge>
                  <bdi>{name}</bdi>
                </Badge>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('importing.problems')}>
        <ImportProblems problems={found.problems} />
      </Card>
      <FilesTaken files={found.files} />
    </div>
  )
}

function keptOf({ undo }: ImportResult): number {
  return (undo ?? []).reduce((sum, { kept }) => sum + kept, 0)
}

function OutcomeHeading({ found }: { found: ImportResult }) {
  const { t } = useWords()
  const address = useAddress()
  const { created, updated, rejected } = found.sum
  const isDone = found.status === 'done'
  const isUndone = found.status === 'undone'
  const hasDeals = found.files.some(({ kind }) => kind === 'deals')
  const title = isDone
    ? t('importing.done', { count: created + updated })
    : t(isUndone ? 'importing.undone' : `importing.status.${found.status}`)
  const more = isDone
    ? t('importing.done.more', { rejected })
    : t(isUndone ? 'importing.undone.more' : `importing.${found.status}`, { kept: keptOf(found) })
  const Mark = isUndone ? IconArrowBackUp : isDone ? IconCheck : IconHandStop
  return (
    <header className="card flex flex-wrap items-center gap-4 p-5">
      <span
        className={cx(
          'grid size-11 shrink-0 place-items-center rounded-full',
          isDone ? 'bg-ok-soft text-ok' : isUndone ? 'bg-accent-soft text-accent' : 'bg-bad-soft text-bad',
        )}
      >
        <Mark size={24} stroke={1.75} />
      </span>
      <div className="min-w-0 flex-1 basis-60">
        <h2 className="text-18 font-semibold tracking-tight">{title}</h2>
        <p className="text-ink-2">{more}</p>
      </div>
      {!isUndone && <UndoButton importId={found.importId} />}
      {isDone && (
        <Link to={address(hasDeals ? 'board' : 'companies')} className={buttonClass('primary')}>
          {t(hasDeals ? 'importing.board' : 'importing.base')}
        </Link>
      )}
    </header>
  )
}

/** A button for each file of which rows were rejected: it gives them back as that file came. */
function RejectedDownloads({ found }: { found: ImportResult }) {
  const files = found.files.filter(({ rejected }) => rejected > 0)
  return files.map(({ name }) => (
    <RejectedDownload
      key={name}
      importId={found.importId}
      file={name}
      format={found.mapping.files[name]?.format}
      isOnly={files.length === 1}
    />
  ))
}

function FilesTaken({ files }: { files: readonly ImportFile[] }) {
  const { t } = useWords()
  const number = (key: 'rows' | 'created' | 'updated' | 'merged' | 'rejected'): Column<ImportFile> => ({
    key,
    title: t(`importing.count.${key}`),
    isNumber: true,
    cell: (file) => <Amount value={file[key]} />,
  })
  const columns: Column<ImportFile>[] = [
    { key: 'name', title: t('importing.files'), isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'kind', title: t('importing.file.kind'), cell: ({ kind }) => t(`importing.kind.${kind}`) },
    number('rows'),
    number('created'),
    number('updated'),
    number('merged'),
    number('rejected'),
  ]
  return (
    <Card title={t('importing.files')}>
      <Table label={t('importing.files')} columns={columns} rows={files} rowKey={({ name }) => name} />
    </Card>
  )
}
