import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu as AriaMenu } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs'
import IconLanguage from '@tabler/icons-react/dist/esm/icons/IconLanguage.mjs'
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import type { Icon } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { MenuItem } from '../ui/menu.tsx'
import { themes } from '../ui/theme.ts'
import { useWords } from '../words/language.tsx'
import { useNewDeal } from './new-deal.ts'
import { useGo, usePlaces } from './places.ts'
import { usePreferences, useSignOut } from './session.ts'
import { themeIcons } from './theme-icons.ts'

interface Command {
  readonly id: string
  readonly label: string
  readonly icon: Icon
  readonly keys?: string
  readonly run: () => void
}

/** ⌘K: every place and command by typing a part of its name. */
export function Palette({ onClose, onSheet }: { onClose: () => void; onSheet: () => void }) {
  const { t, locale } = useWords()
  const [text, setText] = useState('')
  const commands = useCommands(onSheet).filter(({ label }) => contains(label, text, locale))
  const run = (command: Command) => {
    onClose()
    command.run()
  }
  return (
    <Dialog title={t('shell.command')} isOpen onClose={onClose} bare>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField
          aria-label={t('shell.command')}
          autoFocus
          className="flex items-center gap-3 border-b border-line px-4"
        >
          <IconSearch size={18} className="text-ink-3" />
          <Input
            placeholder={t('shell.command.field')}
            dir="auto"
            className="min-h-12 min-w-0 flex-1 bg-transparent text-15 outline-none [&::-webkit-search-cancel-button]:hidden"
          />
        </SearchField>
        <AriaMenu
          aria-label={t('shell.command')}
          items={commands}
          className="max-h-100 overflow-auto p-1.5 outline-none"
          renderEmptyState={() => <p className="px-2 py-3 text-ink-3">{t('ui.list.empty')}</p>}
        >
          {(command) => (
            <MenuItem
              icon={command.icon}
              onAction={() => run(command)}
              {...(command.keys ? { shortcut: command.keys } : {})}
            >
              {command.label}
            </MenuItem>
          )}
        </AriaMenu>
      </Autocomplete>
    </Dialog>
  )
}

function useCommands(onSheet: () => void): Command[] {
  const { t, language } = useWords()
  const go = useGo()
  const newDeal = useNewDeal()
  const prefer = usePreferences()
  const leave = useSignOut()
  const places = usePlaces().map(({ id, icon, keys }) => ({
    id,
    icon,
    keys,
    label: t(`shell.place.${id}`),
    run: () => go(id),
  }))
  const create = newDeal.isOffered
    ? [{ id: 'new-deal', icon: IconPlus, keys: 'C', label: t('shell.new-deal'), run: newDeal.open }]
    : []
  const speak = languages
    .filter((code) => code !== language)
    .map((code) => ({
      id: code,
      icon: IconLanguage,
      label: `${t('shell.language')}: ${languageFacts[code].nativeName}`,
      run: () => void prefer({ language: code }),
    }))
  const show = themes.map((theme) => ({
    id: theme,
    icon: themeIcons[theme],
    label: `${t('shell.theme')}: ${t(`shell.theme.${theme}`)}`,
    run: () => void prefer({ theme }),
  }))
  return [
    ...create,
    ...places,
    { id: 'sheet', icon: IconKeyboard, keys: '?', label: t('shell.sheet'), run: onSheet },
    ...show,
    ...speak,
    { id: 'sign-out', icon: IconLogout, label: t('shell.sign-out'), run: () => void leave() },
  ]
}

// Lower case by the language: a Turk who types "i" means "İ".
function contains(label: string, text: string, locale: string): boolean {
  return label.toLocaleLowerCase(locale).includes(text.trim().toLocaleLowerCase(locale))
}
