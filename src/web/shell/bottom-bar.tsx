import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Link } from '@tanstack/react-router'
import { useWords } from '../words/language.tsx'
import { useNewDeal } from './new-deal.ts'
import { useAddress, usePlaces } from './places.ts'

/** The places that a phone has below; the others are behind "More". */
const nearestIds = new Set(['today', 'board'])

/** A phone's way around: Today, Board, a new deal, search, and the rest. */
export function BottomBar({ onCommand, onMore }: { onCommand: () => void; onMore: () => void }) {
  const { t } = useWords()
  const address = useAddress()
  const newDeal = useNewDeal()
  const nearest = usePlaces().filter(({ id }) => nearestIds.has(id))
  return (
    <nav
      aria-label={t('shell.bottom')}
      className="fixed inset-x-0 bottom-0 z-10 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] desktop:hidden print:hidden"
    >
      {nearest.map(({ id, icon: Glyph }) => (
        <Link key={id} to={address(id)} className={`${itemClass} aria-[current=page]:text-accent`}>
          <Glyph size={22} stroke={1.75} />
          {t(`shell.place.${id}`)}
        </Link>
      ))}
      {newDeal.isOffered && (
        <button type="button" onClick={newDeal.open} className={itemClass}>
          <IconPlus size={22} stroke={1.75} />
          {t('shell.new-deal')}
        </button>
      )}
      <button type="button" onClick={onCommand} className={itemClass}>
        <IconSearch size={22} stroke={1.75} />
        {t('shell.search')}
      </button>
      <button type="button" onClick={onMore} className={itemClass}>
        <IconDots size={22} stroke={1.75} />
        {t('shell.more')}
      </button>
    </nav>
  )
}

const itemClass =
  'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 truncate text-11 font-medium text-ink-2'
