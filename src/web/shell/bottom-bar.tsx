import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { Link } from '@tanstack/react-router'
import { useWords } from '../words/language.tsx'
import { useNewDeal } from './new-deal.ts'
import { useAddress, usePlaces } from './places.ts'

/** A phone's way around: Today, Board, a new deal, and the rest. */
export function BottomBar({ onMore }: { onMore: () => void }) {
  const { t } = useWords()
  const address = useAddress()
  const newDeal = useNewDeal()
  const nearest = usePlaces().filter(({ group }) => group === 'work')
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
      <button type="button" onClick={onMore} className={itemClass}>
        <IconDots size={22} stroke={1.75} />
        {t('shell.more')}
      </button>
    </nav>
  )
}

const itemClass =
  'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 truncate text-11 font-medium text-ink-2'
