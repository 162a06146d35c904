import IconBook2 from '@tabler/icons-react/dist/esm/icons/IconBook2.mjs'
import IconBuildingPlus from '@tabler/icons-react/dist/esm/icons/IconBuildingPlus.mjs'
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs'
import IconLanguage from '@tabler/icons-react/dist/esm/icons/IconLanguage.mjs'
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs'
import { useNavigate } from '@tanstack/react-router'
import type { Permission } from '../../contract/permissions.ts'
import { languages } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { usePageCommands } from '../shell/commands.ts'
import type { Command } from '../shell/commands.ts'
import { useNewDeal } from '../shell/new-deal.ts'
import { useGo, usePlaces } from '../shell/places.ts'
import { usePreferences, useSession, useSignOut } from '../shell/session.ts'
import { themeIcons } from '../shell/theme-icons.ts'
import { themes } from '../ui/theme.ts'
import { useWords } from '../words/language.tsx'
import type { Added } from './add-record.ts'
import type { CommandGroup } from './rows.ts'

interface Doing {
  readonly onSheet: () => void
  /** Asks for the name of a new record. */
  readonly onAdd: (kind: Added) => void
}

/** Every command of the moment, by group: first those of the page, then what one can do anywhere. */
export function useCommandGroups({ onSheet, onAdd }: Doing): CommandGroup[] {
  const { t } = useWords()
  return [
    { id: 'here', title: t('search.group.here'), commands: usePageCommands() },
    { id: 'new', title: t('search.group.new'), commands: useNewCommands(onAdd) },
    { id: 'go', title: t('search.group.go'), commands: usePlaceCommands() },
    { id: 'set', title: t('search.group.set'), commands: useSettingCommands(onSheet) },
  ]
}

function useNewCommands(onAdd: Doing['onAdd']): Command[] {
  const newDeal = useNewDeal()
  const mayEdit = useSession().rights.includes('base.edit')
  const deal: Command = {
    id: 'new-deal',
    icon: IconPlus,
    keys: 'C',
    label: (t) => t('shell.new-deal'),
    run: newDeal.open,
  }
  const records: Command[] = [
    {
      id: 'new-company',
      icon: IconBuildingPlus,
      keepsOpen: true,
      label: (t) => t('search.add.company'),
      run: () => onAdd('company'),
    },
    {
      id: 'new-person',
      icon: IconUserPlus,
      keepsOpen: true,
      label: (t) => t('search.add.person'),
      run: () => onAdd('person'),
    },
  ]
  return [...(newDeal.isOffered ? [deal] : []), ...(mayEdit ? records : [])]
}

function usePlaceCommands(): Command[] {
  const go = useGo()
  return usePlaces().map(({ id, icon, keys }) => ({
    id: `go-${id}`,
    icon,
    keys,
    label: (t) => t(`shell.place.${id}`),
    run: () => go(id),
  }))
}

const settings: readonly { readonly part: string; readonly right: Permission }[] = [
  { part: 'profile', right: 'workspace.read' },
  { part: 'workspace', right: 'workspace.read' },
  { part: 'members', right: 'members.read' },
  { part: 'keys', right: 'keys.manage' },
  { part: 'sources', right: 'base.read' },
  { part: 'prices', right: 'base.read' },
  { part: 'tags', right: 'base.read' },
  { part: 'audit', right: 'audit.read' },
]

function useSettingCommands(onSheet: () => void): Command[] {
  const { language } = useWords()
  const { rights } = useSession()
  const go = useGo()
  const navigate = useNavigate()
  const prefer = usePreferences()
  const leave = useSignOut()
  const parts = settings
    .filter(({ right }) => rights.includes(right))
    .map(
      ({ part }): Command => ({
        id: `settings-${part}`,
        icon: IconSettings,
        label: (t) => `${t('shell.place.settings')}: ${t(`settings.part.${part}`)}`,
        run: () => go(`settings/${part}`),
      }),
    )
  const looks = themes.map(
    (theme): Command => ({
      id: `theme-${theme}`,
      icon: themeIcons[theme],
      isOneOfMany: true,
      label: (t) => `${t('shell.theme')}: ${t(`shell.theme.${theme}`)}`,
      run: () => void prefer({ theme }),
    }),
  )
  const tongues = languages
    .filter((code) => code !== language)
    .map(
      (code): Command => ({
        id: `language-${code}`,
        icon: IconLanguage,
        isOneOfMany: true,
        label: (t) => `${t('shell.language')}: ${languageFacts[code].nativeName}`,
        run: () => void prefer({ language: code }),
      }),
    )
  return [
    ...parts,
    ...looks,
    ...tongues,
    { id: 'sheet', icon: IconKeyboard, keys: '?', label: (t) => t('shell.sheet'), run: onSheet },
    {
      id: 'reference',
      icon: IconBook2,
      label: (t) => t('search.reference'),
      run: () => void navigate({ to: '/api' as string }),
    },
    { id: 'sign-out', icon: IconLogout, label: (t) => t('shell.sign-out'), run: () => void leave() },
  ]
}
