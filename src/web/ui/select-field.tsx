import { Button as AriaButton } from 'react-aria-components/Button'
import { Select, SelectValue } from 'react-aria-components/Select'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { cx } from './cx.ts'
import { FieldLabel, FieldNotes, fieldClass } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { OptionList } from './list-box.tsx'
import type { Option } from './list-box.tsx'

interface SelectFieldProps<Id extends string> extends FieldProps {
  readonly options: readonly Option<Id>[]
  readonly value?: Id | null
  readonly defaultValue?: Id
  readonly onChange?: (value: Id) => void
  readonly placeholder?: string
}

export function SelectField<Id extends string>({
  label,
  hideLabel,
  description,
  errorMessage,
  options,
  value,
  defaultValue,
  onChange,
  placeholder,
  className,
  ...rest
}: SelectFieldProps<Id>) {
  const choose = (key: unknown) => {
    const option = options.find(({ id }) => id === key)
    if (option) onChange?.(option.id)
  }
  return (
    <Select
      {...rest}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      onChange={choose}
      placeholder={placeholder ?? '–'}
      isInvalid={errorMessage ? true : undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <AriaButton className="control flex w-full cursor-default items-center gap-2 ps-2.5 pe-2 text-start">
        <SelectValue className="flex min-w-0 flex-1 items-center gap-2 truncate data-placeholder:text-ink-3">
          {({ selectedText, defaultChildren }) =>
            selectedText ? <bdi className="truncate">{selectedText}</bdi> : defaultChildren
          }
        </SelectValue>
        <IconChevronDown size={16} className="shrink-0 text-ink-3" />
      </AriaButton>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <OptionList options={options} />
    </Select>
  )
}
