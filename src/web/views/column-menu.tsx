import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconColumns from '@tabler/icons-react/dist/esm/icons/IconColumns.mjs'
import IconPin from '@tabler/icons-react/dist/esm/icons/IconPin.mjs'
import IconPinFilled from '@tabler/icons-react/dist/esm/icons/IconPinFilled.mjs'
import { type ListKind, fieldsOf } from '../../contract/fields.ts'
import type { ViewState } from '../../contract/views.ts'
import { Button, Checkbox, IconButton, Popover, useWords } from '../ui/index.ts'
import { fieldName } from './field-words.ts'

interface ColumnMenuProps {
  readonly kind: ListKind
  readonly columns: ViewState['columns']
  readonly onChange: (columns: ViewState['columns']) => void
}

/** Which columns, in which order, and which of them stay when the others scroll. */
export function ColumnMenu({ kind, columns, onChange }: ColumnMenuProps) {
  const { t } = useWords()
  const offered = fieldsOf[kind].filter(({ isColumn }) => isColumn)
  const hidden = offered.filter(({ key }) => !columns.some((column) => column.key === key))
  const move = (at: number, by: number) => {
    const next = [...columns]
    const [column] = next.splice(at, 1)
    if (column) next.splice(at + by, 0, column)
    onChange(next)
  }
  const pin = (at: number) =>
    onChange(
      columns.map(({ pinned, ...rest }, index) =>
        index === at ? { ...rest, ...(pinned ? {} : { pinned: true }) } : { ...rest, ...(pinned ? { pinned } : {}) },
      ),
    )
  return (
    <Popover
      label={t('views.columns')}
      trigger={<Button icon={IconColumns}>{t('views.columns')}</Button>}
      placement="bottom end"
    >
      <ul className="flex max-h-100 w-72 flex-col overflow-auto">
        {columns.map(({ key, pinned }, at) => {
          const name = fieldName(t, kind, key)
          return (
            <li key={key} className="flex items-center gap-1">
              <Checkbox
                isSelected
                isDisabled={key === 'name'}
                onChange={() => onChange(columns.filter((column) => column.key !== key))}
                className="min-w-0 flex-1"
              >
                <span className="block truncate">{name}</span>
              </Checkbox>
              <IconButton
                icon={IconArrowUp}
                label={t('views.column.up', { field: name })}
                isDisabled={at === 0}
                onPress={() => move(at, -1)}
              />
              <IconButton
                icon={IconArrowDown}
                label={t('views.column.down', { field: name })}
                isDisabled={at === columns.length - 1}
                onPress={() => move(at, 1)}
              />
              <IconButton
                icon={pinned ? IconPinFilled : IconPin}
                label={pinned ? t('views.column.unpin', { field: name }) : t('views.column.pin', { field: name })}
                onPress={() => pin(at)}
              />
            </li>
          )
        })}
        {hidden.map(({ key }) => (
          <li key={key} className="flex min-h-8 items-center">
            <Checkbox isSelected={false} onChange={() => onChange([...columns, { key }])}>
              {fieldName(t, kind, key)}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Popover>
  )
}
