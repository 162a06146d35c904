import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import type { ImportResult } from '../../contract/imports.ts'
import { useAddress } from '../shell/places.ts'
import { Amount, Card, Notice, Table, buttonClass, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { ImportCounts } from './import-counts.tsx'
import { ImportProblems } from './import-problems.tsx'
import type { ImportFile } from './mapping.ts'
import { RejectedDownload } from './rejected-download.tsx'

/** What an import did, file by file, and every row it could not take. */
export function ImportOutcome({ found }: { found: ImportResult }) {
  const { t } = useWords()
  const queries = useQueryClient()
  // The board, the members and the numbers have all changed behind whatever was read before.
  useEffect(() => {
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => !['import', 'session'].includes(String(queryKey[0])),
    })
  }, [queries, found.importId])
  return (
    <div className="flex flex-col gap-5">
      {found.status === 'failed' ? (
        <Notice tone="bad">{t('importing.failed')}</Notice>
      ) : (
        <OutcomeHeading found={found} />
      )}
      <Card title={t('importing.deals')} actions={found.rejected > 0 && <RejectedDownload importId={found.importId} />}>
        <ImportCounts found={found} />
      </Card>
      <Card title={t('importing.problems')}>
        <ImportProblems problems={found.problems} />
      </Card>
      <FilesTaken files={found.files} />
    </div>
  )
}

function OutcomeHeading({ found }: { found: ImportResult }) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <header className="card flex flex-wrap items-center gap-4 p-5">
      <span className="grid size-11 shrink-0 place-items-center rounded-full bg-ok-soft text-ok">
        <IconCheck size={24} />
      </span>
      <div className="min-w-0 flex-1 basis-60">
        <h2 className="text-18 font-semibold tracking-tight">
          {t('importing.done', { count: found.created + found.updated })}
        </h2>
        <p className="text-ink-2">{t('importing.done.more', { rejected: found.rejected })}</p>
      </div>
      <Link to={address('board')} className={buttonClass('primary')}>
        {t('importing.board')}
      </Link>
    </header>
  )
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
