import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ListKind } from '../../contract/fields.ts'
import { type Column, Table } from '../ui/index.ts'
import type { CellText } from './cell-text.ts'
import { useFieldName } from './field-words.ts'
import type { Item } from './kinds.ts'
import { knownItems, type Section } from './sections.ts'
import type { GridColumn } from './use-columns.ts'

interface PrintTableProps {
  readonly kind: ListKind
  readonly label: string
  readonly columns: readonly GridColumn[]
  readonly sections: readonly Section[]
  readonly text: CellText
}

// Fifty pages: who prints more means a file.
const most = 2_000

/** The rows as they come on paper, with all columns of the view: a plain table, because a grid draws only what is in sight. */
export function PrintTable({ kind, label, columns, sections, text }: PrintTableProps) {
  const nameOf = useFieldName(kind)
  const shown: readonly Column<Item>[] = columns.map(({ field }) => ({
    key: field.key,
    title: nameOf(field.key),
    cell: (item) => text(item, field),
    isNumber: field.type === 'number' || field.type === 'money',
    isRowHeader: field.key === 'name',
  }))
  return (
    <div className="hidden print:block">
      <Table label={label} columns={shown} rows={knownItems(sections).slice(0, most)} rowKey={({ id }) => id} />
    </div>
  )
}

/** Whether the page is on its way to paper. */
export function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setIsPrinting(true))
    const end = () => setIsPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}
