import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs'
import IconListDetails from '@tabler/icons-react/dist/esm/icons/IconListDetails.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs'
import { useLook } from '../deals/use-look.ts'
import { useGo, usePlaces } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, Menu, MenuItem, useShortcut, useWords } from '../ui/index.ts'

/** The ways in: type or paste, choose from the base, a file; and a list of its own. */
export function AddMenu() {
  const { t } = useWords()
  const go = useGo()
  const [, look] = useLook()
  const mayEdit = useRight('base.edit')
  const mayImport = usePlaces().some(({ id }) => id === 'import')
  useShortcut({ keys: 'A', label: t('prospects.add'), run: () => look({ form: 'add' }), isDisabled: !mayEdit })
  if (!mayEdit) return null
  return (
    <Menu
      label={t('prospects.add')}
      trigger={
        <Button variant="primary" icon={IconPlus}>
          {t('prospects.add')}
        </Button>
      }
    >
      <MenuItem
        icon={IconUserPlus}
        shortcut="A"
        hint={t('prospects.add.type.hint')}
        onAction={() => look({ form: 'add' })}
      >
        {t('prospects.add.type')}
      </MenuItem>
      <MenuItem icon={IconFilter} hint={t('prospects.add.filter.hint')} onAction={() => look({ form: 'filter' })}>
        {t('prospects.add.filter')}
      </MenuItem>
      {mayImport && (
        <MenuItem icon={IconFileImport} hint={t('prospects.add.import.hint')} onAction={() => go('import')}>
          {t('prospects.add.import')}
        </MenuItem>
      )}
      <MenuItem icon={IconListDetails} onAction={() => look({ form: 'new-list' })}>
        {t('prospects.list.new')}
      </MenuItem>
    </Menu>
  )
}
