import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { FieldLabel, FieldNotes, fieldClass } from './field.tsx'
import type { FieldProps } from './field.tsx'

interface ToggleProps {
  readonly children?: ReactNode
  readonly name?: string
  readonly isSelected?: boolean
  readonly defaultSelected?: boolean
  readonly isIndeterminate?: boolean
  readonly isDisabled?: boolean
  readonly onChange?: (isSelected: boolean) => void
  /** Needed where no words stand beside it (a table's row). */
  readonly 'aria-label'?: string
  readonly className?: string
}

export function Checkbox({ children, className, ...rest }: ToggleProps) {
  return (
    <AriaCheckbox
      {...rest}
      className={cx('group flex min-h-6 cursor-default items-start gap-2 data-disabled:text-ink-3', className)}
    >
      {({ isIndeterminate }) => (
        <>
          <span className={cx(boxClass, 'rounded-1')}>
            {isIndeterminate ? <IconMinus size={14} stroke={3} /> : <IconCheck size={14} stroke={3} />}
          </span>
          {children && <span className="min-w-0 pt-0.5">{children}</span>}
        </>
      )}
    </AriaCheckbox>
  )
}

export function Switch({ children, className, ...rest }: Omit<ToggleProps, 'isIndeterminate'>) {
  return (
    <AriaSwitch
      {...rest}
      className={cx('group flex min-h-6 cursor-default items-start gap-2.5 data-disabled:text-ink-3', className)}
    >
      <span className="mt-0.75 flex h-4.5 w-8 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:bg-accent group-data-disabled:opacity-50">
        <span className="size-3.5 rounded-full bg-surface transition-[margin] group-data-selected:ms-3.5" />
      </span>
      {children && <span className="min-w-0 pt-0.5">{children}</span>}
    </AriaSwitch>
  )
}

interface RadioCardsProps<Value extends string> extends FieldProps {
  readonly options: readonly {
    readonly value: Value
    readonly title: string
    readonly description?: ReactNode
    readonly picture?: ReactNode
  }[]
  readonly value?: Value | null
  readonly defaultValue?: Value
  readonly onChange?: (value: Value) => void
  readonly columns?: 1 | 2 | 3
}

/** A choice among a few, each with room for a sentence or a picture. */
export function RadioCards<Value extends string>({
  label,
  hideLabel,
  description,
  errorMessage,
  options,
  value,
  defaultValue,
  onChange,
  columns = 1,
  className,
  ...rest
}: RadioCardsProps<Value>) {
  const choose = (next: string) => {
    const option = options.find((each) => each.value === next)
    if (option) onChange?.(option.value)
  }
  return (
    <RadioGroup
      {...rest}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      onChange={choose}
      isInvalid={errorMessage ? true : undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <div className={cx('grid gap-2', columns === 2 && 'tablet:grid-cols-2', columns === 3 && 'tablet:grid-cols-3')}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={cardClass}>
            {option.picture}
            <span className={cx(boxClass, 'rounded-full')}>
              <span className="size-2 rounded-full bg-on-accent" />
            </span>
            <span className="min-w-0">
              <span className="block font-medium">{option.title}</span>
              {option.description && <span className="block text-12 text-ink-2">{option.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </RadioGroup>
  )
}

const boxClass =
  'mt-1 grid size-4 shrink-0 place-items-center border border-line-strong bg-surface text-transparent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-indeterminate:text-on-accent group-data-invalid:border-bad group-data-selected:border-accent group-data-selected:bg-accent group-data-selected:text-on-accent group-data-disabled:opacity-50'

const cardClass =
  'group flex cursor-default items-start gap-2.5 rounded-3 border border-line bg-surface p-3 transition-colors data-hovered:border-line-strong data-selected:border-accent data-selected:bg-accent-soft'
