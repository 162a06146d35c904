import { Button as AriaButton } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { useWords } from '../words/language.tsx'
import { cx } from './cx.ts'
import { FieldLabel, FieldNotes, fieldClass } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { OptionList } from './list-box.tsx'
import type { Option } from './list-box.tsx'

interface ComboBoxProps extends FieldProps {
  /** With `onInputChange` given, the caller filters (usually by asking the server); otherwise the kit does. */
  readonly options: readonly Option[]
  readonly value?: string | null
  readonly onChange?: (id: string | null) => void
  readonly inputValue?: string
  readonly onInputChange?: (text: string) => void
  /** Text that is no option is a valid answer: the name of a new company. */
  readonly allowsCustomValue?: boolean
  readonly placeholder?: string
}

export function ComboBox({
  label,
  hideLabel,
  description,
  errorMessage,
  options,
  value,
  onChange,
  inputValue,
  onInputChange,
  placeholder,
  className,
  ...rest
}: ComboBoxProps) {
  const { t } = useWords()
  return (
    <AriaComboBox
      {...rest}
      {...(onInputChange ? { items: options, onInputChange } : { defaultItems: options })}
      {...(inputValue === undefined ? {} : { inputValue })}
      {...(value === undefined ? {} : { value })}
      onChange={(key) => onChange?.(key === null ? null : String(key))}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={errorMessage ? true : undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <Group className="control flex items-center">
        <Input
          dir="auto"
          placeholder={placeholder}
          className="w-full min-w-0 bg-transparent px-2.5 py-1.25 outline-none"
        />
        <AriaButton className="grid size-7.5 shrink-0 place-items-center text-ink-3">
          <IconChevronDown size={16} />
        </AriaButton>
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <OptionList empty={t('ui.list.empty')} />
    </AriaComboBox>
  )
}
