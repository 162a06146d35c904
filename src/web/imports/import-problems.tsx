import { rejectionCodes } from '../../contract/imports.ts'
import type { ImportResult } from '../../contract/imports.ts'
import { Amount, Badge, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'

type ImportProblem = ImportResult['problems'][number]

/** What could not be taken first, then what was taken with a remark; each with how often and where to look. */
export function ImportProblems({ problems }: { problems: readonly ImportProblem[] }) {
  const { t } = useWords()
  if (problems.length === 0) return <p className="text-ok">{t('importing.problems.none')}</p>
  const rows = problems.toSorted(
    (a, b) => Number(isRejection(b)) - Number(isRejection(a)) || b.count - a.count || a.code.localeCompare(b.code),
  )
  return (
    <Table
      label={t('importing.problems')}
      columns={useProblemColumns()}
      rows={rows}
      rowKey={({ code, example }) => `${code} ${example.file} ${example.row} ${example.column}`}
    />
  )
}

function useProblemColumns(): Column<ImportProblem>[] {
  const { t } = useWords()
  return [
    {
      key: 'count',
      title: t('importing.problems.count'),
      isNumber: true,
      cell: ({ count }) => <Amount value={count} />,
    },
    {
      key: 'problem',
      title: t('importing.problems'),
      isRowHeader: true,
      cell: (problem) => (
        <span className="flex flex-wrap items-baseline gap-x-2 font-normal">
          {isRejection(problem) && <Badge tone="bad">{t('importing.count.rejected')}</Badge>}
          {t(`imports.problem.${problem.code}`, { count: problem.count })}
        </span>
      ),
    },
    { key: 'example', title: t('importing.problems.example'), cell: ({ example }) => <Example {...example} /> },
  ]
}

function Example({ file, row, column, value }: ImportProblem['example']) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <span className="block max-w-90 text-12 text-ink-2">
      <bdi>{file}</bdi>
      {row > 0 && <>, {t('importing.problems.row', { row: number(row) })}</>}
      {column !== null && (
        <>
          {' · '}
          <bdi>{column}</bdi>
        </>
      )}
      {value !== null && value !== '' && (
        <bdi className="ms-1.5 inline-block max-w-60 truncate rounded-1 bg-sunken px-1.5 align-bottom font-mono text-ink">
          {value}
        </bdi>
      )}
    </span>
  )
}

function isRejection({ code }: ImportProblem): boolean {
  return rejectionCodes.some((each) => each === code)
}
