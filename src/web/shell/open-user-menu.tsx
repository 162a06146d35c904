import { Button as AriaButton } from 'react-aria-components/Button'
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs'
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs'
import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../ui/menu.tsx'
import { themes, useTheme } from '../ui/theme.ts'
import { useWords } from '../words/language.tsx'
import { useGo } from './places.ts'
import { usePreferences, useSignOut } from './session.ts'
import { themeIcons } from './theme-icons.ts'
import { UserFace, userButtonClass } from './user-menu.tsx'

/** The user's menu, open when it first appears. */
export function OpenUserMenu({ isNarrow }: { isNarrow: boolean }) {
  const { t, language } = useWords()
  const [theme] = useTheme()
  const prefer = usePreferences()
  const leave = useSignOut()
  const go = useGo()
  return (
    <Menu
      label={t('shell.user')}
      placement="top start"
      startsOpen
      trigger={
        <AriaButton className={userButtonClass(isNarrow)}>
          <UserFace isNarrow={isNarrow} />
        </AriaButton>
      }
    >
      <MenuSection title={t('shell.language')}>
        {languages.map((code) => (
          <MenuItem
            key={code}
            lang={code}
            isSelected={code === language}
            onAction={() => void prefer({ language: code })}
          >
            {languageFacts[code].nativeName}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection title={t('shell.theme')}>
        {themes.map((each) => (
          <MenuItem
            key={each}
            icon={themeIcons[each]}
            isSelected={each === theme}
            onAction={() => void prefer({ theme: each })}
          >
            {t(`shell.theme.${each}`)}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem icon={IconBook} onAction={() => go('help')}>
        {t('shell.guide')}
      </MenuItem>
      <MenuItem icon={IconLogout} onAction={() => void leave()}>
        {t('shell.sign-out')}
      </MenuItem>
    </Menu>
  )
}
