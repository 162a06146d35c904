import { Suspense, lazy, useState } from 'react'
import { cx } from '../ui/cx.ts'
import { Avatar } from '../ui/marks.tsx'
import { useWords, withWords } from '../words/language.tsx'
import { useSession } from './session.ts'

// The menu's machinery is a fifth of the shell and is wanted once a week: it comes with the first press.
const OpenUserMenu = lazy(async () => ({
  default: (await withWords(() => import('./open-user-menu.tsx'))).OpenUserMenu,
}))

/** Who is signed in; opens what is theirs to choose. */
export function UserMenu({ isNarrow = false }: { isNarrow?: boolean }) {
  const [isWanted, setIsWanted] = useState(false)
  const closed = <UserButton isNarrow={isNarrow} onClick={() => setIsWanted(true)} />
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <OpenUserMenu isNarrow={isNarrow} />
    </Suspense>
  )
}

function UserButton({ isNarrow, onClick }: { isNarrow: boolean; onClick: () => void }) {
  return (
    <button type="button" aria-haspopup="menu" onClick={onClick} className={userButtonClass(isNarrow)}>
      <UserFace isNarrow={isNarrow} />
    </button>
  )
}

export function UserFace({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useWords()
  const { member, workspace } = useSession()
  return (
    <>
      <Avatar name={member.name} />
      <span className={isNarrow ? 'sr-only' : 'min-w-0 flex-1'}>
        <span className="block truncate font-medium">{member.name}</span>
        <span className="block truncate text-12 text-ink-3">{workspace.name}</span>
        <span className="sr-only">{t('shell.user')}</span>
      </span>
    </>
  )
}

export function userButtonClass(isNarrow: boolean): string {
  return cx(
    'flex min-h-11 w-full shrink-0 items-center gap-2 rounded-2 text-start transition-colors hover:bg-sunken aria-expanded:bg-sunken',
    isNarrow ? 'justify-center' : 'px-2',
  )
}
