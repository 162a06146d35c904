import { useState } from 'react'
import IconLayoutSidebar from '@tabler/icons-react/dist/esm/icons/IconLayoutSidebar.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Link } from '@tanstack/react-router'
import { WheelMark } from '../charts/wheel-mark.tsx'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Kbd } from '../ui/kbd.tsx'
import { useWords } from '../words/language.tsx'
import { useAddress, usePlaces } from './places.ts'
import type { Place } from './places.ts'
import { UserMenu } from './user-menu.tsx'

const storageKey = 'rondo.side'

/** The side bar of a desktop: wide, or 56 px of icons. */
export function Side({ onCommand }: { onCommand: () => void }) {
  const { t } = useWords()
  const [isNarrow, setIsNarrow] = useState(() => localStorage.getItem(storageKey) === 'narrow')
  const toggle = () => {
    localStorage.setItem(storageKey, isNarrow ? 'wide' : 'narrow')
    setIsNarrow(!isNarrow)
  }
  return (
    <header
      className={cx(
        'sticky top-0 hidden h-dvh flex-col gap-2 border-e border-line py-2 desktop:flex print:hidden',
        isNarrow ? 'w-14 items-center px-2' : 'w-58 px-2.5',
      )}
    >
      <div className={cx('flex items-center', isNarrow ? 'flex-col gap-2' : 'min-h-8 ps-2')}>
        <Logo isNarrow={isNarrow} />
        <IconButton
          icon={IconLayoutSidebar}
          label={t(isNarrow ? 'shell.side.widen' : 'shell.side.narrow')}
          onPress={toggle}
          className={isNarrow ? '' : 'ms-auto'}
        />
      </div>
      <CommandField isNarrow={isNarrow} onPress={onCommand} />
      <Places isNarrow={isNarrow} />
      <UserMenu isNarrow={isNarrow} />
    </header>
  )
}

export function Logo({ isNarrow }: { isNarrow?: boolean }) {
  return (
    <span className="flex items-center gap-2.5 text-15 font-semibold">
      <WheelMark size={22} />
      <span className={isNarrow ? 'sr-only' : undefined}>Rondo</span>
    </span>
  )
}

export function CommandField({ isNarrow, onPress }: { isNarrow?: boolean; onPress: () => void }) {
  const { t } = useWords()
  if (isNarrow) return <IconButton icon={IconSearch} label={t('shell.command')} shortcut="ModK" onPress={onPress} />
  return (
    <button
      type="button"
      onClick={onPress}
      className="mb-1 flex min-h-8 w-full items-center gap-2 rounded-2 border border-line bg-surface px-2 text-start text-ink-2 shadow-card transition-colors hover:border-line-strong"
    >
      <IconSearch size={16} className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">{t('shell.command.field')}</span>
      <Kbd keys="ModK" quiet />
    </button>
  )
}

const groups = ['work', 'measure', 'manage'] as const

export function Places({ isNarrow = false }: { isNarrow?: boolean }) {
  const { t } = useWords()
  const places = usePlaces()
  const filled = groups
    .map((group) => places.filter((place) => place.group === group))
    .filter((each) => each.length > 0)
  return (
    <nav aria-label={t('shell.places')} className="flex min-h-0 flex-1 flex-col self-stretch overflow-y-auto">
      {filled.map((group) => (
        <ul
          key={group[0]?.id}
          className="flex flex-col gap-0.5 border-line not-first:mt-2 not-first:border-t not-first:pt-2"
        >
          {group.map((place) => (
            <li key={place.id}>
              <PlaceLink place={place} isNarrow={isNarrow} />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}

function PlaceLink({ place: { id, icon: Glyph, keys }, isNarrow }: { place: Place; isNarrow: boolean }) {
  const { t } = useWords()
  const address = useAddress()
  const name = t(`shell.place.${id}`)
  return (
    <Link
      to={address(id)}
      title={isNarrow ? name : undefined}
      className={cx(
        'group/place flex min-h-8 items-center gap-2.5 rounded-2 font-medium text-ink-2 transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent',
        isNarrow ? 'justify-center' : 'px-2',
      )}
    >
      <Glyph size={18} stroke={1.75} className="shrink-0" />
      <span className={isNarrow ? 'sr-only' : 'min-w-0 flex-1 truncate'}>{name}</span>
      {!isNarrow && (
        // Out of the way while nobody asks for it: a long name takes its place.
        <span className="hidden group-hover/place:block group-focus-visible/place:block">
          <Kbd keys={keys} quiet />
        </span>
      )}
    </Link>
  )
}
