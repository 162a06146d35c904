import type { UndoCounts } from '../../contract/import-counts.ts'
import { Amount, Table, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'

/** What an undo does, or would do, to the records of each kind. */
export function UndoCountsTable({ counts }: { counts: readonly UndoCounts[] }) {
  const { t } = useWords()
  const number = (key: 'removed' | 'restored' | 'kept'): Column<UndoCounts> => ({
    key,
    title: t(`importing.undo.${key}`),
    isNumber: true,
    cell: (row) => (row[key] === 0 ? <span className="text-ink-3">0</span> : <Amount value={row[key]} />),
  })
  const columns: Column<UndoCounts>[] = [
    {
      key: 'kind',
      title: t('importing.undo.records'),
      isRowHeader: true,
      cell: ({ kind }) => t(`importing.kind.${kind}`),
    },
    number('removed'),
    number('restored'),
    number('kept'),
  ]
  return <Table label={t('importing.undo')} columns={columns} rows={counts} rowKey={({ kind }) => kind} />
}
