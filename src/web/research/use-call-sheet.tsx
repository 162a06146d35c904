import type { ReactNode } from 'react'
import IconClipboardCheck from '@tabler/icons-react/dist/esm/icons/IconClipboardCheck.mjs'
import { useCommands } from '../shell/commands.ts'
import { useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, useShortcut, useWords } from '../ui/index.ts'

/** The way to the call sheet of what is on the screen: a button, the key P and a line in the palette. */
export function useCallSheet(kind: 'deals' | 'companies' | 'people' | 'households', id: string): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const mayRead = useRight('deals.read')
  const prepare = () => go(`call-sheet/${kind}/${id}`)
  useShortcut({ keys: 'P', label: t('research.sheet.prepare'), run: prepare, isDisabled: !mayRead })
  useCommands(
    mayRead
      ? [
          {
            id: 'call-sheet',
            icon: IconClipboardCheck,
            keys: 'P',
            label: (words) => words('research.sheet.prepare'),
            run: prepare,
          },
        ]
      : [],
  )
  return (
    mayRead && (
      <Button icon={IconClipboardCheck} shortcut="P" onPress={prepare}>
        {t('research.sheet.prepare')}
      </Button>
    )
  )
}
