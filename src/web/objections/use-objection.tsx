import { Suspense, lazy, useState } from 'react'
import type { ReactNode } from 'react'
import IconMessageQuestion from '@tabler/icons-react/dist/esm/icons/IconMessageQuestion.mjs'
import type { Deal } from '../../contract/deals.ts'
import type { Objection } from '../../contract/objections.ts'
import { useCommands } from '../shell/commands.ts'
import { useShortcut, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'

const ObjectionDialog = lazy(() =>
  withWords(async () => ({ default: (await import('./objection-dialog.tsx')).ObjectionDialog })),
)

interface ObjectionOf {
  /** Logs a new one. */
  readonly raise: () => void
  /** Says what came of one. */
  readonly answer: (objection: Objection) => void
  readonly dialog: ReactNode
}

/** Objections to a deal: the key O and a line in the palette log one, while the deal is on the screen. */
export function useObjection(deal: Deal, mayWork: boolean): ObjectionOf {
  const { t } = useWords()
  const [about, setAbout] = useState<Objection | 'new' | null>(null)
  const raise = () => setAbout('new')
  useShortcut({ keys: 'O', label: t('objections.log'), run: raise, isDisabled: !mayWork })
  useCommands(
    mayWork
      ? [
          {
            id: 'objection',
            icon: IconMessageQuestion,
            keys: 'O',
            label: (words) => words('objections.log'),
            run: raise,
          },
        ]
      : [],
  )
  return {
    raise,
    answer: setAbout,
    dialog: about && (
      <Suspense>
        <ObjectionDialog deal={deal} objection={about === 'new' ? null : about} onClose={() => setAbout(null)} />
      </Suspense>
    ),
  }
}
