import type { ReactNode } from 'react'
import type { PinnedFigure } from '../../contract/dashboards.ts'
import { ErrorState, Skeleton, useFormats, useWords } from '../ui/index.ts'

/** Which deals a figure of the insights is made of. */
export type Narrowed = Pick<PinnedFigure['filters'], (typeof narrowing)[number]>

const narrowing = ['owner', 'product', 'source', 'process', 'from', 'to'] as const

/** The filters that choose deals, without what a figure says of itself. */
export function narrowed(filters: PinnedFigure['filters']): Narrowed {
  return Object.fromEntries(narrowing.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])))
}

interface Asked {
  readonly isPending: boolean
  readonly error: unknown
  readonly refetch: () => unknown
}

/** Waits for a figure, and says what went wrong. */
export function Awaited({ query, children }: { query: Asked; children: ReactNode }) {
  if (query.isPending) return <Skeleton className="h-24" />
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return children
}

/** Of how many deals or customers a figure is, and of which day. */
export function Counted({ asOf, children }: { asOf: string; children: ReactNode }) {
  const { t } = useWords()
  const { day } = useFormats()
  return (
    <p className="text-12 text-ink-2">
      {children} · {t('insights.as-of', { day: day(asOf) })}
    </p>
  )
}
