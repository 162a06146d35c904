import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Numbered } from '../../contract/numbered.ts'
import { cx, useFormats, useWords } from '../ui/index.ts'
import { groupText, nothingOpen, useChangedSearch } from './search.ts'
import type { Behind } from './search.ts'

/** The look of what opens: a number, a name. */
export const opening =
  'inline-flex min-h-6 items-center rounded-1 underline decoration-line-strong decoration-dotted underline-offset-4 transition-colors hover:text-accent hover:decoration-accent print:no-underline'

interface BehindLinkProps {
  readonly behind: Behind
  /** Which deals these are, for the reader: "Won". */
  readonly label: string
  readonly children: ReactNode
  readonly className?: string
}

/** A number that opens to the deals it counts. */
export function BehindLink({ behind, label, children, className }: BehindLinkProps) {
  const { t } = useWords()
  const changed = useChangedSearch()
  return (
    <Link
      to="."
      search={changed({
        ...nothingOpen,
        part: behind.part,
        stage: behind.stage,
        since: behind.since,
        opened: behind.opened,
        group: behind.group && groupText(behind.group),
      })}
      resetScroll={false}
      className={cx(opening, className)}
    >
      <bdi>{children}</bdi>
      <span className="sr-only">{t('insights.behind.link', { what: label })}</span>
    </Link>
  )
}

interface NumberLinkProps {
  /** The number by its name, such as 'kind/price/stopped' of the objections. */
  readonly of: Numbered
  readonly number: string
  readonly count: number
  readonly label: string
}

/** A number of a report; nothing to open where it is none. */
export function NumberLink({ of, number: key, count, label }: NumberLinkProps) {
  const { number } = useFormats()
  if (count === 0) return <span className="text-ink-3">{number(0)}</span>
  return (
    <BehindLink behind={{ part: 'all', group: { by: of, key } }} label={label}>
      {number(count)}
    </BehindLink>
  )
}
