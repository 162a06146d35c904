import { useQuery } from '@tanstack/react-query'
import { listTeams } from '../../contract/team.ts'
import { call } from '../api.ts'
import { useMembers } from '../people/members.ts'
import { useSession } from '../shell/session.ts'
import { SelectField, useWords } from '../ui/index.ts'
import { useForecastChange, useForecastSearch } from './search.ts'

/** Whose deals: everybody's, a team's, or a seller's; for one person alone there is nothing to choose. */
export function WhoseField({ place }: { readonly place: string }) {
  const { t } = useWords()
  const { workspace, member, memberCount } = useSession()
  const members = useMembers()
  const { owner, team } = useForecastSearch()
  const change = useForecastChange(place)
  const teams = useQuery({
    queryKey: ['teams', workspace.id],
    queryFn: () => call(listTeams, { query: { limit: 100 } }),
  })
  if (memberCount <= 1) return null
  const all = member.sees === 'all' ? [{ id: 'all', label: t('forecast.whose.all') }] : []
  const options = [
    ...all,
    ...(member.sees === 'all'
      ? (teams.data?.items ?? []).map(({ id, name }) => ({ id: `team ${id}`, label: name }))
      : []),
    ...members.map(({ id, name }) => ({
      id: `owner ${id}`,
      label: id === member.id ? t('forecast.whose.me', { name }) : name,
    })),
  ]
  const value = owner === undefined ? (team === undefined ? 'all' : `team ${team}`) : `owner ${owner}`
  return (
    <SelectField
      label={t('forecast.whose')}
      hideLabel
      options={options}
      value={value}
      onChange={(chosen) => {
        const [kind, id] = chosen.split(' ')
        change({
          owner: kind === 'owner' ? id : kind === 'all' ? 'all' : undefined,
          team: kind === 'team' ? id : undefined,
        })
      }}
      className="w-52"
    />
  )
}
