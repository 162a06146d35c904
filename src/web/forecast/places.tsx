import { Link, useSearch } from '@tanstack/react-router'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { cx, useWords } from '../ui/index.ts'

const places = ['stand', 'expected', 'changes', 'team', 'held'] as const

/** What of the address goes along to each. */
const keptIn: Readonly<Record<(typeof places)[number], readonly string[]>> = {
  stand: ['owner', 'team', 'period', 'as_of'],
  expected: ['owner', 'team', 'period', 'as_of'],
  changes: ['owner', 'team'],
  team: ['team'],
  held: [],
}

/** Where I stand, what is expected, what has changed, the sellers beside each other where there are several, how it has held. */
export function ForecastPlaces({ current }: { current: (typeof places)[number] }) {
  const { t } = useWords()
  const address = useAddress()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const { member, memberCount } = useSession()
  return (
    <nav
      aria-label={t('forecast.places')}
      className="inline-flex max-w-full overflow-x-auto rounded-2 bg-sunken p-0.5 print:hidden"
    >
      {places
        .filter((place) => place !== 'team' || (memberCount > 1 && member.sees !== 'own'))
        .map((place) => (
          <Link
            key={place}
            to={address(place === 'stand' ? 'forecast' : `forecast/${place}`)}
            search={Object.fromEntries(
              keptIn[place].flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
            )}
            aria-current={place === current ? 'page' : undefined}
            className={cx(
              'flex min-h-7 items-center rounded-1 px-2.5 font-medium whitespace-nowrap transition-colors',
              place === current ? 'bg-surface text-ink shadow-card' : 'text-ink-2 hover:text-ink',
            )}
          >
            {t(`forecast.place.${place}`)}
          </Link>
        ))}
    </nav>
  )
}
