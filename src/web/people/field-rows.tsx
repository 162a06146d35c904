import type { ReactNode } from 'react'
import { Button, DateField, Day, Menu, MenuItem, Money, MoneyField, NumberField, TextField } from '../ui/index.ts'
import { Amount, VisuallyHidden, useWords } from '../ui/index.ts'
import type { RecordEdit } from './edit.ts'
import { FieldRow } from './field-row.tsx'

interface RowProps<Row extends { readonly version: number }, Changes extends object, Value> {
  readonly label: string
  readonly edit: RecordEdit<Row, Changes>
  readonly read: (row: Row) => Value
  readonly changes: (value: Value) => Changes
  readonly isReadOnly?: boolean
}

interface TextRowProps<Row extends { readonly version: number }, Changes extends object>
  extends RowProps<Row, Changes, string | null> {
  readonly type?: 'text' | 'email' | 'tel' | 'url'
  /** A name cannot be emptied. */
  readonly isNeeded?: boolean
}

export function TextRow<Row extends { readonly version: number }, Changes extends object>({
  type = 'text',
  isNeeded = false,
  isReadOnly = false,
  ...row
}: TextRowProps<Row, Changes>) {
  const tidy = (text: string | null) => text?.trim() || null
  return (
    <FieldRow
      {...row}
      changes={(text) => row.changes(tidy(text) ?? (isNeeded ? row.read(row.edit.row) : null))}
      show={(text) => text && <bdi>{text}</bdi>}
      editor={
        isReadOnly
          ? undefined
          : ({ value, set, isSaving }) => (
              <TextField
                label={row.label}
                hideLabel
                type={type}
                value={value ?? ''}
                onChange={set}
                isDisabled={isSaving}
              />
            )
      }
    />
  )
}

interface NumberRowProps<Row extends { readonly version: number }, Changes extends object>
  extends RowProps<Row, Changes, number | null> {
  /** A year is written without separators. */
  readonly isYear?: boolean
}

export function NumberRow<Row extends { readonly version: number }, Changes extends object>({
  isReadOnly = false,
  isYear = false,
  ...row
}: NumberRowProps<Row, Changes>) {
  return (
    <FieldRow
      {...row}
      show={(value) => value !== null && (isYear ? <bdi>{value}</bdi> : <Amount value={value} />)}
      editor={
        isReadOnly
          ? undefined
          : ({ value, set, isSaving }) => (
              <NumberField
                label={row.label}
                hideLabel
                minValue={0}
                {...(isYear ? { formatOptions: { useGrouping: false } } : {})}
                value={value}
                onChange={set}
                isDisabled={isSaving}
              />
            )
      }
    />
  )
}

interface MoneyRowProps<Row extends { readonly version: number }, Changes extends object>
  extends RowProps<Row, Changes, number | null> {
  readonly currency: string
}

export function MoneyRow<Row extends { readonly version: number }, Changes extends object>({
  currency,
  isReadOnly = false,
  ...row
}: MoneyRowProps<Row, Changes>) {
  return (
    <FieldRow
      {...row}
      show={(minor) => minor !== null && <Money value={{ minor, currency }} />}
      editor={
        isReadOnly
          ? undefined
          : ({ value, set, isSaving }) => (
              <MoneyField
                label={row.label}
                hideLabel
                currency={currency}
                value={value}
                onChange={set}
                isDisabled={isSaving}
              />
            )
      }
    />
  )
}

export function DayRow<Row extends { readonly version: number }, Changes extends object>({
  isReadOnly = false,
  ...row
}: RowProps<Row, Changes, string | null>) {
  return (
    <FieldRow
      {...row}
      show={(day) => day && <Day value={day} />}
      editor={
        isReadOnly
          ? undefined
          : ({ value, set, isSaving }) => (
              <DateField label={row.label} hideLabel value={value} onChange={set} isDisabled={isSaving} />
            )
      }
    />
  )
}

interface ChoiceRowProps {
  readonly label: string
  readonly value: string | null
  readonly shown: ReactNode
  /** `mark` stands before the name: a dot. */
  readonly options: readonly { readonly id: string; readonly name: string; readonly mark?: ReactNode }[]
  /** Words for nothing chosen, where that is a choice. */
  readonly nobody?: string
  readonly onChoose: (id: string | null) => void
  readonly isReadOnly?: boolean
}

/** A field chosen from a list: one press opens the list, the next one saves. */
export function ChoiceRow({ label, value, shown, options, nobody, onChoose, isReadOnly }: ChoiceRowProps) {
  const { t } = useWords()
  const words = shown ?? <span className="text-ink-3">{nobody ?? t('people.field.empty')}</span>
  return (
    <div className="grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-center gap-2">
      <dt title={label} className="truncate text-ink-3">
        {label}
      </dt>
      <dd className="-ms-2 min-w-0">
        {isReadOnly && <span className="block px-2">{words}</span>}
        {!isReadOnly && (
          <Menu
            label={label}
            placement="bottom start"
            trigger={
              <Button variant="quiet" className="w-full min-w-0 justify-start! px-2! text-start font-normal! text-ink!">
                {words}
                <VisuallyHidden>{t('people.field.edit', { field: label })}</VisuallyHidden>
              </Button>
            }
          >
            {nobody !== undefined && (
              <MenuItem isSelected={value === null} onAction={() => onChoose(null)}>
                {nobody}
              </MenuItem>
            )}
            {options.map(({ id, name, mark }) => (
              <MenuItem key={id} mark={mark} isSelected={id === value} onAction={() => onChoose(id)}>
                {name}
              </MenuItem>
            ))}
          </Menu>
        )}
      </dd>
    </div>
  )
}
