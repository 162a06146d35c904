import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import { allowSingleKeys, useShortcut } from '../ui/shortcuts.ts'
import { setTheme } from '../ui/theme.ts'
import { undoLatest } from '../ui/toast.tsx'
import { useWords, withWords } from '../words/language.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { useNewDeal } from './new-deal.ts'
import { useGo, usePlaces } from './places.ts'
import type { Place } from './places.ts'
import { useSession } from './session.ts'
import { Side } from './side.tsx'

const Palette = lazy(async () => ({ default: (await withWords(() => import('./palette.tsx'))).Palette }))
const ShortcutSheet = lazy(async () => ({
  default: (await withWords(() => import('./shortcut-sheet.tsx'))).ShortcutSheet,
}))
const Live = lazy(async () => ({ default: (await withWords(() => import('../live/live.tsx'))).Live }))
const NoteRecents = lazy(async () => ({ default: (await import('../search/note-recents.ts')).NoteRecents }))
const Drawer = lazy(async () => ({ default: (await withWords(() => import('./drawer.tsx'))).Drawer }))

type Overlay = 'palette' | 'sheet' | 'drawer'

/** The frame around every screen of a workspace: side bar, bottom bar on a phone, palette and shortcuts. */
export function Shell() {
  const { t } = useWords()
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const close = () => setOverlay(null)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(close, [path])
  useMemberPreferences()
  useShortcut({ keys: 'Mod+K', label: t('shell.command'), run: () => setOverlay('palette') })
  useShortcut({ keys: '?', label: t('shell.sheet'), run: () => setOverlay('sheet') })
  useShortcut({ keys: 'Mod+Z', label: t('ui.undo'), run: undoLatest })
  return (
    <div className="min-h-dvh desktop:grid desktop:grid-cols-[auto_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:rounded-2 focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        {t('shell.skip')}
      </a>
      <Side onCommand={() => setOverlay('palette')} />
      <main id="main" tabIndex={-1} className="min-w-0 pb-16 outline-none desktop:pb-0">
        <Outlet />
      </main>
      <BottomBar onCommand={() => setOverlay('palette')} onMore={() => setOverlay('drawer')} />
      {usePlaces().map((place) => (
        <PlaceShortcut key={place.id} place={place} />
      ))}
      <NewDealShortcut />
      <Suspense>
        <NoteRecents />
        <Live />
      </Suspense>
      <Suspense>
        {overlay === 'palette' && <Palette onClose={close} onSheet={() => setOverlay('sheet')} />}
        {overlay === 'sheet' && <ShortcutSheet onClose={close} />}
        {overlay === 'drawer' && <Drawer onClose={close} onCommand={() => setOverlay('palette')} />}
      </Suspense>
    </div>
  )
}

function PlaceShortcut({ place: { id, keys } }: { place: Place }) {
  const { t } = useWords()
  const go = useGo()
  useShortcut({ keys, label: t('shell.go', { place: t(`shell.place.${id}`) }), run: () => go(id) })
  return null
}

function NewDealShortcut() {
  const { t } = useWords()
  const { isOffered, open } = useNewDeal()
  useShortcut({ keys: 'C', label: t('shell.new-deal'), run: open, isDisabled: !isOffered })
  return null
}

/** What the member has chosen on any device holds on this one. */
function useMemberPreferences(): void {
  const { member } = useSession()
  const { setLanguage } = useWords()
  const { language, theme, singleKeys } = member
  useEffect(() => void setLanguage(language), [language, setLanguage])
  useEffect(() => setTheme(theme), [theme])
  useEffect(() => allowSingleKeys(singleKeys), [singleKeys])
}
