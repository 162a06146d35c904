import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Part } from '../measurement/search.ts'
import { useAddress } from '../shell/places.ts'
import { useWords } from '../ui/index.ts'
import { useProcessSearchWith } from './process-query.ts'

interface StageLinkProps {
  readonly part: Part
  /** The key of the stage. */
  readonly stage: string
  /** Which deals these are, for the reader: "Reached the stage". */
  readonly label: string
  readonly children: ReactNode
}

/** A number of a stage that opens to the deals it counts, beside the map. */
export function StageLink({ part, stage, label, children }: StageLinkProps) {
  const { t } = useWords()
  const address = useAddress()
  const searchWith = useProcessSearchWith()
  return (
    <Link
      to={address('process')}
      search={searchWith({ part, stage })}
      resetScroll={false}
      className="inline-flex min-h-6 items-center underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-accent hover:decoration-accent print:no-underline"
    >
      <bdi>{children}</bdi>
      <span className="sr-only">{t('insights.behind.link', { what: label })}</span>
    </Link>
  )
}
