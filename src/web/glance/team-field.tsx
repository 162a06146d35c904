import { useQuery } from '@tanstack/react-query'
import { listTeams } from '../../contract/team.ts'
import { call } from '../api.ts'
import { useForecastChange, useForecastSearch } from '../forecast/search.ts'
import { useSession } from '../shell/session.ts'
import { SelectField, useWords } from '../ui/index.ts'

/** Which team: all, or one; where there is none, or one sees only one's own, there is nothing to choose. */
export function TeamField() {
  const { t } = useWords()
  const { workspace, member } = useSession()
  const { team } = useForecastSearch()
  const change = useForecastChange('forecast/team')
  const teams = useQuery({
    queryKey: ['teams', workspace.id],
    queryFn: () => call(listTeams, { query: { limit: 100 } }),
  })
  const items = teams.data?.items ?? []
  if (items.length === 0 || member.sees !== 'all') return null
  const options = [{ id: 'all', label: t('glance.team.all') }, ...items.map(({ id, name }) => ({ id, label: name }))]
  return (
    <SelectField
      label={t('glance.team')}
      hideLabel
      options={options}
      value={team ?? 'all'}
      onChange={(chosen) => change({ team: chosen === 'all' ? undefined : chosen })}
      className="w-52 print:hidden"
    />
  )
}
