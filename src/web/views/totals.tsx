import { useState } from 'react'
import { type ListKind, summedField } from '../../contract/fields.ts'
import { Button, Money, useFormats, useWords } from '../ui/index.ts'
import type { RowsQuery } from './kinds.ts'
import { type Section, useGroups } from './sections.ts'

interface TotalsProps {
  readonly kind: ListKind
  readonly query: RowsQuery
  readonly sections: readonly Section[]
}

/** How many rows there are. Nobody counts a long list before somebody asks; then it is added up, too. */
export function Totals({ kind, query, sections }: TotalsProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const [asked, setAsked] = useState<RowsQuery | null>(null)
  const isAsked = asked === query
  const total = useGroups(kind, undefined, query, isAsked)
  const known = sections.reduce((sum, { rows }) => sum + rows.items.length, 0)
  const isWhole = sections.every(({ rows }) => rows.isWhole)
  const all = isAsked ? total.data?.groups[0] : undefined
  // Groups were counted when they were made.
  const grouped = sections.every(({ group }) => group !== null)
    ? sections.reduce((sum, { group }) => sum + (group?.count ?? 0), 0)
    : undefined
  const count = all?.count ?? (isAsked && total.isSuccess ? 0 : grouped)
  return (
    <footer className="flex min-h-9 shrink-0 items-center gap-3 border-t border-line bg-bg px-4 text-12 text-ink-2 desktop:px-5 print:hidden">
      <p role="status">
        {count !== undefined
          ? t('views.total', { count })
          : isWhole
            ? t('views.total', { count: known })
            : t('views.total.more', { number: number(known, 0) })}
      </p>
      {all?.sums.map((sum) => (
        <span key={sum.currency}>
          <Money value={sum} />
        </span>
      ))}
      {(count === undefined ? !isWhole : all === undefined && summedField[kind] !== undefined) && (
        <Button
          variant="quiet"
          className="min-h-7! text-12!"
          isPending={isAsked && total.isPending}
          onPress={() => setAsked(query)}
        >
          {t('views.total.ask')}
        </Button>
      )}
    </footer>
  )
}
