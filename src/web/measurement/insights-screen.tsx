import { dimensions } from '../../contract/measurement.ts'
import { Page } from '../shell/page.tsx'
import { useWords } from '../ui/index.ts'
import { DealsBehind } from './deals-behind.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useGroupName } from './group-name.ts'
import { HowToRead } from './how-to-read.tsx'
import { InsightsPlaces } from './insights-places.tsx'
import { useComparison, useFunnel } from './queries.ts'
import { isNumber, nothingOpen, useInsightsChange, useInsightsSearch } from './search.ts'
import type { Behind, InsightsSearch } from './search.ts'
import { SectionLinks } from './section-links.tsx'
import { SectionFigures } from './section-figures.tsx'

/** The numbers of the cycle; all that narrows them stands in the address. */
export function InsightsScreen() {
  const { t } = useWords()
  const search = useInsightsSearch()
  const { section, filters, behind } = search
  const change = useInsightsChange()
  return (
    <Page title={t('shell.place.insights')} views={<InsightsPlaces current="insights" />}>
      <div className="mx-auto max-w-320">
        <SectionLinks current={section} />
        <FilterBar filters={filters} isOfWork={section === 'hours'} />
        <HowToRead />
        <SectionFigures search={search} />
      </div>
      {behind && (
        <BehindPanel
          key={`${behind.part} ${behind.stage} ${behind.group?.key}`}
          search={search}
          behind={behind}
          onClose={() => change(nothingOpen)}
        />
      )}
    </Page>
  )
}

interface BehindPanelProps {
  readonly search: InsightsSearch
  readonly behind: Behind
  readonly onClose: () => void
}

/** The deals behind a number, under the names that the figure gave to their stage and group. */
function BehindPanel({ search: { filters, byDay, comparing }, behind, onClose }: BehindPanelProps) {
  const groupName = useGroupName()
  const { stage, group } = behind
  const funnel = useFunnel(filters, byDay)
  const dimension = dimensions.find((each) => each === group?.by)
  const comparison = useComparison(filters, byDay, { ...comparing, by: dimension ?? 'owner' }, dimension !== undefined)
  const known = comparison.data?.groups.find(({ key }) => key === group?.key)
  const named =
    group &&
    !isNumber(group) &&
    groupName(group.by, known ?? { key: group.key, name: null }, comparison.data?.currency ?? 'EUR')
  const isKnown = dimension === undefined || comparison.isSuccess
  return (
    <DealsBehind
      filters={filters}
      behind={behind}
      stageName={funnel.data?.stages.find(({ key }) => key === stage)?.name}
      groupName={isKnown && named ? named : undefined}
      onClose={onClose}
    />
  )
}
