import IconStack2 from '@tabler/icons-react/dist/esm/icons/IconStack2.mjs'
import type { ListKind } from '../../contract/fields.ts'
import { Button, IconButton, Menu, MenuItem, useFormats, useWords } from '../ui/index.ts'
import { useFieldName } from './field-words.ts'
import { useFields } from './fields.ts'

interface GroupMenuProps {
  readonly kind: ListKind
  readonly group: string | undefined
  readonly onChange: (group: string | undefined) => void
}

/** By which field rows stand together. */
export function GroupMenu({ kind, group, onChange }: GroupMenuProps) {
  const { t } = useWords()
  const { compare } = useFormats()
  const nameOf = useFieldName(kind)
  const options = useFields(kind)
    .filter(({ isGroupable }) => isGroupable)
    .map(({ key }) => ({ key, name: nameOf(key) }))
    .toSorted((a, b) => compare(a.name, b.name))
  return (
    <Menu
      label={t('views.group')}
      trigger={
        group ? (
          <Button icon={IconStack2}>{t('views.group.by', { field: nameOf(group) })}</Button>
        ) : (
          <IconButton icon={IconStack2} label={t('views.group')} variant="plain" />
        )
      }
    >
      <MenuItem isSelected={group === undefined} onAction={() => onChange(undefined)}>
        {t('views.group.no')}
      </MenuItem>
      {options.map(({ key, name }) => (
        <MenuItem key={key} isSelected={key === group} onAction={() => onChange(key)}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  )
}
