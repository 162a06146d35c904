import { Link } from '@tanstack/react-router'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { cx, useWords } from '../ui/index.ts'

const places = ['prospects', 'markets', 'score'] as const

/** The call list, and what it is ranked by: whom one means to sell to, and how likely each is to buy. */
export function ProspectsPlaces({ current }: { current: (typeof places)[number] }) {
  const { t } = useWords()
  const address = useAddress()
  const mayMeasure = useRight('measurement.read')
  return (
    <nav aria-label={t('segments.places')} className="inline-flex rounded-2 bg-sunken p-0.5 print:hidden">
      {places
        .filter((place) => place !== 'score' || mayMeasure)
        .map((place) => (
          <Link
            key={place}
            to={address(place === 'prospects' ? place : `prospects/${place}`)}
            aria-current={place === current ? 'page' : undefined}
            className={cx(
              'flex min-h-7 items-center rounded-1 px-2.5 font-medium whitespace-nowrap transition-colors',
              place === current ? 'bg-surface text-ink shadow-card' : 'text-ink-2 hover:text-ink',
            )}
          >
            {t(`segments.place.${place}`)}
          </Link>
        ))}
    </nav>
  )
}
