import type { ReactNode } from 'react'
import { useWords } from '../ui/index.ts'
import { InsightMenu, InsightRemarks } from '../dashboards/insight-extras.tsx'
import { BehindLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { DefaultProcess } from './default-process.tsx'
import { FigureCard } from './figure-card.tsx'
import { useInsightsSearch } from './search.ts'
import type { Group, Part } from './search.ts'

/** All deals of the process that a figure is about: the one of the filters, or the default one. */
export const ofProcess: Group = { by: 'process', key: 'all' }

/** What every figure says of itself. */
export interface Told {
  readonly n: number
  readonly asOf: string
  readonly knownAt: string
  readonly undated: number
  readonly lengthOnly: number
  readonly endedBeforeObserved: number
  readonly enteredLate: number
  readonly method: string
}

interface FigureProps {
  /** The part of the address behind '#', and the file's name. */
  readonly id: string
  readonly title: string
  readonly told: Told
  /** What its number of deals opens; all that the filters choose unless said. */
  readonly all?: Group
  /** The first day of the period that a figure is of, where it counts whenever deals were opened. */
  readonly since?: string | undefined
  /** Deals counted, and what opens them, where it is not `n`: those that ended, whenever. */
  readonly counted?: { readonly n: number; readonly part: Part } | undefined
  /** Days after the opening, where the method is about them. */
  readonly byDay?: number | undefined
  readonly table: () => readonly (readonly CsvCell[])[]
  /** A control that belongs to the title: the day of the win rate. */
  readonly control?: ReactNode
  readonly children: ReactNode
}

/** A number that can be trusted: of how many deals, as of when, by which method, and as a table to take away. */
export function Figure({ id, title, told, all, since, counted, byDay, table, control, children }: FigureProps) {
  const { t } = useWords()
  const { filters } = useInsightsSearch()
  const { n, part } = counted ?? { n: told.n, part: all || isTimed(told) ? ('all' as const) : ('dated' as const) }
  return (
    <FigureCard
      id={id}
      title={title}
      clocks={told}
      of={
        <>
          <BehindLink behind={{ part, group: all, since }} label={t(`insights.part.${part}`)}>
            {t('insights.n', { n })}
          </BehindLink>
          {all === ofProcess && <DefaultProcess chosen={filters.process} />}
        </>
      }
      table={table}
      control={control}
      menu={<InsightMenu id={id} />}
    >
      {children}
      <footer className="mt-5 flex flex-col gap-1 border-t border-line pt-3 text-12 text-ink-2">
        <p>
          <span className="font-medium text-ink">{t('insights.method')}</span>{' '}
          {t(`measurement.method.${told.method}`, { days: byDay })}
        </p>
        <LeftOut told={told} all={all} since={since} />
        <InsightRemarks id={id} asOf={told.asOf} />
      </footer>
    </FigureCard>
  )
}

/** Figures of how long deals take: they need no calendar, and count deals of which only the length is known. */
function isTimed({ method }: Told): boolean {
  return method === 'cycle_length' || method === 'win_rate' || method === 'comparison'
}

/** What is counted otherwise, or not at all, each a sentence that opens its deals. */
function LeftOut({ told, all, since }: Pick<FigureProps, 'told' | 'all' | 'since'>) {
  const { t } = useWords()
  const groups = [
    { part: 'undated', id: 'insights.left-out.undated', count: told.undated },
    {
      part: 'length_only',
      id: isTimed(told) ? 'insights.counted.length-only' : 'insights.left-out.length-only',
      count: told.lengthOnly,
    },
    { part: 'ended_before_observed', id: 'insights.left-out.ended-before', count: told.endedBeforeObserved },
    { part: 'entered_late', id: 'insights.left-out.entered-late', count: told.enteredLate },
  ] as const
  const shown = groups.filter(({ count }) => count > 0)
  if (shown.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-4">
      {shown.map(({ part, id, count }) => (
        <BehindLink
          key={part}
          behind={{ part, group: all && whole.has(all.by) ? all : undefined, since }}
          label={t(`insights.part.${part}`)}
        >
          {t(id, { count })}
        </BehindLink>
      ))}
    </p>
  )
}

/** Reports that say of deals left out of them too whether these would be theirs. */
const whole: ReadonlySet<Group['by']> = new Set(['process', 'approaches', 'techniques', 'winbacks'])
