import { Switch } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useActiveShortcuts } from '../ui/shortcuts.ts'
import { useWords } from '../words/language.tsx'
import { usePreferences, useSession } from './session.ts'

/** All keys that act on the page that is open. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const shortcuts = useActiveShortcuts()
  const { member } = useSession()
  const prefer = usePreferences()
  return (
    <Dialog title={t('shell.sheet')} isOpen onClose={onClose}>
      <dl className="mb-4 grid gap-x-8 tablet:grid-cols-2">
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className="flex min-h-8 items-center gap-3 border-b border-line">
            <dt className="min-w-0 flex-1 truncate">{label}</dt>
            <dd>
              <Kbd keys={keys.replace('Mod+', 'Mod')} quiet />
              <span className="sr-only">{keys.replace('Mod+', 'Control ')}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Switch defaultSelected={member.singleKeys} onChange={(singleKeys) => void prefer({ singleKeys })}>
        {t('shell.single-keys')}
      </Switch>
    </Dialog>
  )
}
