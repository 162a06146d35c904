import type { Forecast } from '../../contract/forecast.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useCommits } from './queries.ts'
import { useWholeMoney } from './whole-money.ts'

interface CommitmentsProps {
  readonly forecast: Forecast
  readonly owner: string | undefined
  readonly team: string | undefined
}

/** What was said it would be, with the reasons given, the latest first: the last word stands above, the others are kept. */
export function Commitments({ forecast, owner, team }: CommitmentsProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { from, until, currency, commit } = forecast
  const write = useWholeMoney(currency)
  const commits = useCommits({ from, until, owner, team })
  const all = (commits.data?.items ?? []).filter(
    (said) => said.ownerId === (owner ?? null) && said.team?.id === team && said.saidAt <= forecast.knownAt,
  )
  if (commit === null || all.length === 0) return null
  if (all.length === 1 && commit.note === null) return null
  return (
    <details className="text-12 text-ink-2">
      <summary className="w-fit cursor-pointer text-accent">
        {t('forecast.commit.history', { count: all.length })}
      </summary>
      <ul className="mt-1 flex flex-col gap-1">
        {all.map(({ id, amountMinor, saidAt, by, note }) => (
          <li key={id}>
            <span className="font-medium text-ink tabular-nums">
              <bdi>{write(amountMinor)}</bdi>
            </span>{' '}
            {t('forecast.commit.by', { name: by?.name ?? null, day: day(saidAt) })}
            {note !== null && (
              <>
                {': '}
                <bdi>{note}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
