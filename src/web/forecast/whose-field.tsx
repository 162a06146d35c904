import { useQuery } from '@tanstack/react-query'
import { listTeams } from '../../contract/team.ts'
import { call } from '../api.ts'
import { useMembers } from '../people/members.ts'
import { useSession } from '../shell/session.ts'
import { SelectField, useWords } from '../ui/index.ts'
import { useForecastChange, useForecastSearch } from './search.ts'
import { choicesOf } from './whose.ts'

/** Whose deals: everybody's, a team's, or a seller's, as far as one sees them; where one's own are all there is nothing to choose. */
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
  const choices = choicesOf(member, teams.data?.items ?? [], members)
  const all = member.sees === 'all' ? [{ id: 'all', label: t('forecast.whose.all') }] : []
  const options = [
    ...all,
    ...choices.teams.map(({ id, name }) => ({ id: `team ${id}`, label: name })),
    ...choices.members.map(({ id, name }) => ({
      id: `owner ${id}`,
      label: id === member.id ? t('forecast.whose.me', { name }) : name,
    })),
  ]
  if (options.length <= 1) return null
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
