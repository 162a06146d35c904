import { useQuery } from '@tanstack/react-query'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { showHandoffTimes, showTechniques, showWinBacks } from '../../contract/closing-figures.ts'
import { call } from '../api.ts'
import { csv } from '../measurement/csv.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { download } from '../measurement/download.ts'
import { copyLink } from '../measurement/figure.tsx'
import { InsightsPlaces } from '../measurement/insights-places.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.ts'
import { ErrorState, IconButton, Loading, NumberField, useWords } from '../ui/index.ts'
import { HandoffFigures, handoffTable } from './handoff-figures.tsx'
import { TechniqueFigures, techniqueTable } from './technique-figures.tsx'
import { WinBackFigures, winBackTable } from './win-back-figures.tsx'

/** How deals are closed: which technique wins, who comes back after a loss, how handoffs fare. */
export function ClosingFiguresScreen() {
  const { t } = useWords()
  const { memberCount } = useSession()
  return (
    <Page title={t('closing.figures')} views={<InsightsPlaces current="closing" />}>
      <div className="mx-auto flex max-w-320 flex-col gap-5">
        <Techniques />
        <WinBacks />
        {memberCount > 1 && <Handoffs />}
      </div>
    </Page>
  )
}

function Techniques() {
  const { t } = useWords()
  const [byDay, setByDay] = useState(30)
  const found = useQuery({
    queryKey: ['measurement', 'close-techniques', byDay],
    queryFn: () => call(showTechniques, { query: { by_day: byDay } }),
  })
  return (
    <FigureCard
      id="techniques"
      title={t('closing.figures.techniques')}
      control={<DayField label={t('closing.figures.by-day.ask')} value={byDay} onChange={setByDay} />}
      found={found}
      table={found.data && (() => techniqueTable(found.data, t))}
    >
      {found.data && <TechniqueFigures found={found.data} />}
    </FigureCard>
  )
}

function WinBacks() {
  const { t } = useWords()
  const [byDay, setByDay] = useState(365)
  const found = useQuery({
    queryKey: ['measurement', 'win-backs', byDay],
    queryFn: () => call(showWinBacks, { query: { by_day: byDay } }),
  })
  return (
    <FigureCard
      id="win-backs"
      title={t('closing.figures.win-backs')}
      control={<DayField label={t('closing.figures.by-day.end')} value={byDay} onChange={setByDay} />}
      found={found}
      table={found.data && (() => winBackTable(found.data, t))}
    >
      {found.data && <WinBackFigures found={found.data} />}
    </FigureCard>
  )
}

function Handoffs() {
  const { t } = useWords()
  const found = useQuery({
    queryKey: ['measurement', 'handoffs'],
    queryFn: () => call(showHandoffTimes, { query: {} }),
  })
  return (
    <FigureCard
      id="handoffs"
      title={t('closing.figures.handoffs')}
      found={found}
      table={found.data && (() => handoffTable(found.data, t))}
    >
      {found.data && <HandoffFigures found={found.data} />}
    </FigureCard>
  )
}

interface FigureCardProps {
  readonly id: string
  readonly title: string
  readonly control?: ReactNode
  /** The same as a table to take away. */
  readonly table?: (() => readonly (readonly CsvCell[])[]) | undefined
  readonly found: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown }
  readonly children: ReactNode
}

function FigureCard({ id, title, control, table, found, children }: FigureCardProps) {
  const { t } = useWords()
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="card flex scroll-mt-16 flex-col gap-4 p-4 desktop:p-5">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <h2 id={`${id}-title`} className="text-18 font-semibold">
          {title}
        </h2>
        <div className="flex items-end gap-1 print:hidden">
          {control}
          <IconButton icon={IconLink} label={t('insights.copy-link')} onPress={() => void copyLink(id, t)} />
          {table && (
            <IconButton
              icon={IconDownload}
              label={t('insights.csv')}
              onPress={() => download(`${id}.csv`, csv(table()))}
            />
          )}
        </div>
      </header>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {children}
    </section>
  )
}

interface DayFieldProps {
  readonly label: string
  readonly value: number
  readonly onChange: (days: number) => void
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <NumberField
      label={label}
      value={value}
      onChange={(days) => onChange(days ?? value)}
      minValue={1}
      maxValue={3650}
      className="w-40"
    />
  )
}
