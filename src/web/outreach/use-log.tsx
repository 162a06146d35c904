import { Suspense, lazy, useState } from 'react'
import type { ReactNode } from 'react'
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs'
import { useCommands } from '../shell/commands.ts'
import { useRight } from '../shell/session.ts'
import { Button, useShortcut, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import type { Subject } from './subject.ts'

const LogDialog = lazy(() => withWords(async () => ({ default: (await import('./log-dialog.tsx')).LogDialog })))

/** "Log a touch" for what is on the screen: a button, the key L and a line in the palette. Nothing for who may not work deals. */
export function useLog(subject: Subject): { readonly button: ReactNode; readonly dialog: ReactNode } {
  const { t } = useWords()
  const mayWork = useRight('deals.work')
  const [isOpen, setOpen] = useState(false)
  const log = () => setOpen(true)
  useShortcut({ keys: 'L', label: t('outreach.log'), run: log, isDisabled: !mayWork })
  useCommands(
    mayWork
      ? [{ id: 'log-touch', icon: IconMessagePlus, keys: 'L', label: (words) => words('outreach.log'), run: log }]
      : [],
  )
  return {
    button: mayWork && (
      <Button icon={IconMessagePlus} shortcut="L" onPress={log}>
        {t('outreach.log')}
      </Button>
    ),
    dialog: isOpen && (
      <Suspense>
        <LogDialog subject={subject} onClose={() => setOpen(false)} />
      </Suspense>
    ),
  }
}
