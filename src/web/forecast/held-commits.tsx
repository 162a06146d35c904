import type { OutputOf } from '../../contract/endpoint.ts'
import type { listHeldCommits } from '../../contract/held-commits.ts'
import { useMembers } from '../people/members.ts'
import { Card, Table, useFormats, useWords } from '../ui/index.ts'
import { useHeldCommits } from './queries.ts'
import { useWholeMoney } from './whole-money.ts'

type Held = OutputOf<typeof listHeldCommits>

/** What people said of periods that are over, beside the forecast of that moment and what came; nothing where nobody said anything. */
export function HeldCommits() {
  const { t } = useWords()
  const held = useHeldCommits()
  if (!held.isSuccess || held.data.items.length === 0) return null
  return (
    <Card title={t('forecast.held.commits')}>
      <Errors held={held.data} />
      <Commits held={held.data} />
    </Card>
  )
}

function Errors({ held: { compared, commitError, forecastError, currency } }: { readonly held: Held }) {
  const { t } = useWords()
  const write = useWholeMoney(currency)
  if (commitError === null || forecastError === null) return null
  return (
    <p className="text-ink-2">
      {t('forecast.held.commits.error', {
        count: compared,
        commit: write(commitError),
        forecast: write(forecastError),
      })}
    </p>
  )
}

function Commits({ held: { items, currency } }: { readonly held: Held }) {
  const { t } = useWords()
  const { day } = useFormats()
  const members = useMembers()
  const write = useWholeMoney(currency)
  const nameOf = ({ ownerId, team }: Held['items'][number]) => {
    if (team) return team.name
    return ownerId === null ? t('forecast.whose.all') : (members.find(({ id }) => id === ownerId)?.name ?? '–')
  }
  return (
    <Table
      label={t('forecast.held.commits')}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'period',
          title: t('forecast.period'),
          isRowHeader: true,
          cell: ({ from, until }) => (
            <bdi className="whitespace-nowrap">
              {day(from)} – {day(until)}
            </bdi>
          ),
        },
        { key: 'whose', title: t('forecast.whose'), cell: (held) => <bdi>{nameOf(held)}</bdi> },
        { key: 'on', title: t('forecast.held.on'), cell: ({ saidAt }) => day(saidAt) },
        {
          key: 'commit',
          title: t('forecast.part.commit'),
          isNumber: true,
          cell: ({ amountMinor }) => write(amountMinor),
        },
        {
          key: 'forecast',
          title: t('forecast.title'),
          isNumber: true,
          cell: ({ forecastMinor }) => (forecastMinor === null ? '–' : write(forecastMinor)),
        },
        {
          key: 'came',
          title: t('forecast.held.came'),
          isNumber: true,
          staysLong: true,
          cell: ({ cameMinor }) => write(cameMinor),
        },
      ]}
    />
  )
}
