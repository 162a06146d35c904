import { Link, useSearch } from '@tanstack/react-router'
import type { Filter } from '../../contract/filters.ts'
import type { Forecast } from '../../contract/forecast.ts'
import { useAddress } from '../shell/places.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import { NumberLink } from './number-link.tsx'
import { useOwners } from './owners.ts'
import { type By, useForecastSearch } from './search.ts'
import { openOf, soldSince } from './sold-deals.ts'
import { moneyRange, useWholeMoney } from './whole-money.ts'

type Group = Forecast['groups'][number]

interface GroupTableProps {
  readonly forecast: Forecast
  readonly by: By
}

/** What is expected, divided: a seller or team opens their own forecast, and what they won and have open the deals. */
export function GroupTable({ forecast: { groups, currency, from }, by }: GroupTableProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const write = useWholeMoney(currency)
  const { asOf } = useForecastSearch()
  const { nameOf, opening } = useOpening(by)
  const columns = [
    {
      key: 'name',
      title: t('forecast.groups.name'),
      isRowHeader: true,
      cell: nameOf,
    },
    {
      key: 'n',
      title: t('forecast.groups.n'),
      cell: (group: Group) => (asOf === undefined ? opening(group, 'open', openOf, number(group.n)) : number(group.n)),
      isNumber: true,
    },
    {
      key: 'won',
      title: t('forecast.part.won'),
      cell: (group: Group) => opening(group, 'won', (owners) => soldSince(from, owners, asOf), write(group.won)),
      isNumber: true,
    },
    { key: 'open', title: t('forecast.part.open'), cell: ({ open }: Group) => write(open.expected), isNumber: true },
    {
      key: 'fresh',
      title: t('forecast.part.fresh'),
      cell: ({ fresh }: Group) => write(fresh.expected),
      isNumber: true,
    },
    {
      key: 'total',
      title: t('forecast.part.total'),
      staysLong: true,
      cell: ({ total }: Group) => write(total.expected),
      isNumber: true,
    },
    {
      key: 'limits',
      title: t('forecast.groups.limits'),
      cell: ({ total }: Group) => moneyRange(write(total.low), write(total.high)),
      isNumber: true,
    },
  ]
  return <Table label={t('forecast.groups')} columns={columns} rows={groups} rowKey={({ key }) => key} />
}

/** What of a group opens: its name, and its numbers where they are those of a seller or of a team. */
function useOpening(by: By) {
  const { t } = useWords()
  const address = useAddress()
  const { ofTeam } = useOwners(undefined, undefined)
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const known = ['none', 'several', 'private']
  const plainName = ({ key, name }: Group) => name ?? (known.includes(key) ? t(`forecast.group.${key}`) : key)
  // Only sellers and teams have a forecast and lists of their own.
  const ownersOf = ({ key, name }: Group) =>
    name === null || by === 'product' ? null : by === 'owner' ? [key] : ofTeam(key)
  const opening = (group: Group, part: 'won' | 'open', filter: (owners: readonly string[]) => Filter, text: string) => {
    const owners = ownersOf(group)
    if (owners === null || owners.length === 0) return text
    return (
      <NumberLink filter={filter(owners)} label={t(`glance.of.${part}`, { name: plainName(group) })}>
        {text}
      </NumberLink>
    )
  }
  const nameOf = (group: Group) =>
    ownersOf(group) === null ? (
      plainName(group)
    ) : (
      <Link
        to={address('forecast/expected')}
        search={{ ...search, owner: undefined, team: undefined, [by]: group.key }}
        className="text-accent hover:underline"
      >
        <bdi>{plainName(group)}</bdi>
      </Link>
    )
  return { nameOf, opening }
}
