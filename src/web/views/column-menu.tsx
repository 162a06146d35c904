import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconColumns from '@tabler/icons-react/dist/esm/icons/IconColumns.mjs'
import IconPin from '@tabler/icons-react/dist/esm/icons/IconPin.mjs'
import IconPinFilled from '@tabler/icons-react/dist/esm/icons/IconPinFilled.mjs'
import type { ListKind } from '../../contract/fields.ts'
import type { ViewState } from '../../contract/views.ts'
import { Checkbox, IconButton, Popover, useWords } from '../ui/index.ts'
import { useFieldName } from './field-words.ts'
import { useFields } from './fields.ts'

interface ColumnMenuProps {
  readonly kind: ListKind
  readonly columns: ViewState['columns']
  readonly onChange: (columns: ViewState['columns']) => void
}

/** Which columns, in which order, and which of them stay when the others scroll. */
export function ColumnMenu({ kind, columns, onChange }: ColumnMenuProps) {
  const { t } = useWords()
  const nameOf = useFieldName(kind)
  const hidden = useFields(kind).filter(
    ({ key, isColumn }) => isColumn && !columns.some((column) => column.key === key),
  )
  return (
    <Popover
      label={t('views.columns')}
      trigger={<IconButton icon={IconColumns} label={t('views.columns')} variant="plain" />}
      placement="bottom end"
    >
      <ul className="flex max-h-100 w-72 flex-col overflow-auto">
        {columns.map((column, at) => (
          <ShownColumn
            key={column.key}
            name={nameOf(column.key)}
            column={column}
            isFirst={at === 0}
            isLast={at === columns.length - 1}
            onHide={() => onChange(columns.filter(({ key }) => key !== column.key))}
            onMove={(by) => onChange(columns.toSpliced(at, 1).toSpliced(at + by, 0, column))}
            onPin={() => onChange(columns.with(at, { ...column, pinned: !column.pinned }))}
          />
        ))}
        {hidden.map(({ key }) => (
          <li key={key} className="flex min-h-8 items-center">
            <Checkbox isSelected={false} onChange={() => onChange([...columns, { key }])}>
              {nameOf(key)}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Popover>
  )
}

interface ShownColumnProps {
  readonly name: string
  readonly column: ViewState['columns'][number]
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onHide: () => void
  readonly onMove: (by: 1 | -1) => void
  readonly onPin: () => void
}

function ShownColumn({ name, column: { key, pinned }, isFirst, isLast, onHide, onMove, onPin }: ShownColumnProps) {
  const { t } = useWords()
  return (
    <li className="flex items-center gap-1">
      <Checkbox isSelected isDisabled={key === 'name'} onChange={onHide} className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
      </Checkbox>
      <IconButton
        icon={IconArrowUp}
        label={t('views.column.up', { field: name })}
        isDisabled={isFirst}
        onPress={() => onMove(-1)}
      />
      <IconButton
        icon={IconArrowDown}
        label={t('views.column.down', { field: name })}
        isDisabled={isLast}
        onPress={() => onMove(1)}
      />
      <IconButton
        icon={pinned ? IconPinFilled : IconPin}
        label={pinned ? t('views.column.unpin', { field: name }) : t('views.column.pin', { field: name })}
        onPress={onPin}
      />
    </li>
  )
}
