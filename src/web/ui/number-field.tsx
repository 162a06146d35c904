import { Input } from 'react-aria-components/Input'
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField'
import { currencyDigits } from '../words/formats.ts'
import { cx } from './cx.ts'
import { FieldLabel, FieldNotes, fieldClass } from './field.tsx'
import type { FieldProps } from './field.tsx'

export interface NumberFieldProps extends FieldProps {
  readonly value?: number | null
  readonly defaultValue?: number
  /** Null when the field was emptied. */
  readonly onChange?: (value: number | null) => void
  readonly minValue?: number
  readonly maxValue?: number
  readonly step?: number
  readonly formatOptions?: Intl.NumberFormatOptions
  readonly placeholder?: string
}

export function NumberField({
  label,
  hideLabel,
  description,
  errorMessage,
  placeholder,
  className,
  value,
  onChange,
  ...rest
}: NumberFieldProps) {
  return (
    <AriaNumberField
      {...rest}
      value={value === null ? Number.NaN : value}
      onChange={(next) => onChange?.(Number.isNaN(next) ? null : next)}
      isInvalid={errorMessage ? true : undefined}
      className={cx(fieldClass, className)}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <Input placeholder={placeholder} className="control w-full px-2.5 py-1.25" />
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaNumberField>
  )
}

interface MoneyFieldProps extends Omit<NumberFieldProps, 'formatOptions' | 'step' | 'minValue' | 'maxValue'> {
  /** ISO 4217. */
  readonly currency: string
}

/** Takes and gives integer minor units; shows and reads the amount as the language writes it. */
export function MoneyField({ currency, value, defaultValue, onChange, ...rest }: MoneyFieldProps) {
  const digits = currencyDigits(currency)
  const scale = 10 ** digits
  return (
    <NumberField
      {...rest}
      {...(value === undefined ? {} : { value: value === null ? null : value / scale })}
      {...(defaultValue === undefined ? {} : { defaultValue: defaultValue / scale })}
      onChange={(major) => onChange?.(major === null ? null : Math.round(major * scale))}
      minValue={0}
      formatOptions={{
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        trailingZeroDisplay: 'stripIfInteger',
      }}
    />
  )
}
