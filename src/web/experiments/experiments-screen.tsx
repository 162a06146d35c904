import { Link } from '@tanstack/react-router'
import IconFlask from '@tabler/icons-react/dist/esm/icons/IconFlask.mjs'
import type { ExperimentSummary } from '../../contract/experiments.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Card, EmptyState, ErrorState, Loading, buttonClass, useFormats, useWords } from '../ui/index.ts'
import { BeforeAndAfter } from './before-and-after.tsx'
import { useDifferenceWords } from './difference-words.ts'
import { useExperiments, useReading } from './experiments-query.ts'
import { useSideWords } from './side-words.ts'
import { StatusBadge } from './status-badge.tsx'

/** What is tried, what was tried, and what came of it. */
export function ExperimentsScreen() {
  const { t } = useWords()
  const mayRun = useRight('process.edit')
  const experiments = useExperiments()
  return (
    <Page title={t('shell.place.experiments')} primary={mayRun && <NewExperiment />}>
      <div className="mx-auto flex max-w-250 flex-col gap-5">
        {experiments.isPending && <Loading />}
        {experiments.isError && <ErrorState error={experiments.error} onRetry={() => void experiments.refetch()} />}
        {experiments.data && <Lists items={experiments.data.items} mayRun={mayRun} />}
        {experiments.data && <BeforeAndAfter />}
      </div>
    </Page>
  )
}

function NewExperiment() {
  const { t } = useWords()
  const address = useAddress()
  return (
    <Link to={address('experiments/new')} className={buttonClass('primary')}>
      {t('experiments.new')}
    </Link>
  )
}

const groups = [
  ['running', ['running']],
  ['planned', ['planned']],
  ['over', ['ended', 'decided']],
] as const

function Lists({ items, mayRun }: { items: readonly ExperimentSummary[]; mayRun: boolean }) {
  const { t } = useWords()
  if (items.length === 0)
    return (
      <EmptyState
        picture={<IconFlask size={56} stroke={1.25} className="text-ink-3" aria-hidden />}
        action={mayRun && <NewExperiment />}
      >
        {t('experiments.none')}
      </EmptyState>
    )
  return groups.map(([name, statuses]) => {
    const own = items.filter(({ status }) => statuses.some((each) => each === status))
    if (own.length === 0) return null
    return (
      <Card key={name} title={t(`experiments.group.${name}`)}>
        <ul className="-my-2 flex flex-col">
          {own.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      </Card>
    )
  })
}

function Line({ item }: { item: ExperimentSummary }) {
  const { day } = useFormats()
  const address = useAddress()
  const { both } = useSideWords()
  const { startedAt, decidedAt, endedAt, createdAt } = item
  const on = decidedAt ?? endedAt ?? startedAt ?? createdAt
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        to={address(`experiments/${item.id}`)}
        className="flex flex-col gap-1 rounded-2 px-2 py-3 hover:bg-sunken -mx-2"
      >
        <span className="flex flex-wrap items-center gap-2">
          <bdi className="font-semibold">{item.name}</bdi>
          <StatusBadge status={item.status} decision={item.decision} />
        </span>
        {item.status === 'running' && <Says item={item} />}
        <span className="text-12 text-ink-2">
          {both(item)}
          {' · '}
          {day(on)}
        </span>
      </Link>
    </li>
  )
}

/** What a running experiment says today. */
function Says({ item }: { item: ExperimentSummary }) {
  const reading = useReading(item.id)
  const { sentence } = useDifferenceWords()
  return <span className="min-h-5">{reading.data && sentence(reading.data, item)}</span>
}
