import { Link } from '@tanstack/react-router'
import { useAddress } from '../shell/places.ts'
import { cx, useCurrentInView, useWords } from '../ui/index.ts'

const places = ['insights', 'kpis', 'products', 'closing', 'dashboards', 'week'] as const

/** The ways to look at the numbers: the cycle, the key figures, the products, and what one has put together. */
export function InsightsPlaces({ current }: { current: (typeof places)[number] }) {
  const { t } = useWords()
  const address = useAddress()
  const strip = useCurrentInView<HTMLElement>(current)
  return (
    <nav
      ref={strip}
      aria-label={t('kpis.places')}
      className="inline-flex max-w-full overflow-x-auto rounded-2 bg-sunken p-0.5 print:hidden"
    >
      {places.map((place) => (
        <Link
          key={place}
          to={address(place === 'insights' ? place : `insights/${place}`)}
          aria-current={place === current ? 'page' : undefined}
          className={cx(
            'flex min-h-7 items-center rounded-1 px-2.5 font-medium whitespace-nowrap transition-colors',
            place === current ? 'bg-surface text-ink shadow-card' : 'text-ink-2 hover:text-ink',
          )}
        >
          {t(`kpis.place.${place}`)}
        </Link>
      ))}
    </nav>
  )
}
