import { Input } from 'react-aria-components/Input'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { cx } from './cx.ts'
import { FieldLabel, FieldNotes, fieldClass } from './field.tsx'
import type { FieldProps } from './field.tsx'

export interface TextFieldProps
  extends FieldProps,
    Pick<
      AriaTextFieldProps,
      | 'value'
      | 'defaultValue'
      | 'onChange'
      | 'onBlur'
      | 'onKeyDown'
      | 'type'
      | 'autoComplete'
      | 'autoFocus'
      | 'inputMode'
      | 'maxLength'
      | 'isReadOnly'
    > {
  readonly placeholder?: string
  /** More than one line of text. */
  readonly rows?: number
  /** E-mail addresses, links and phone numbers stay left to right in Hebrew. */
  readonly dir?: 'ltr' | 'auto'
}

export function TextField({
  label,
  hideLabel,
  description,
  errorMessage,
  placeholder,
  rows,
  dir,
  className,
  ...rest
}: TextFieldProps) {
  const box = {
    placeholder,
    dir: dir ?? (rest.type === 'email' || rest.type === 'url' || rest.type === 'tel' ? 'ltr' : 'auto'),
    className: 'control w-full px-2.5 py-1.25',
  }
  return (
    <AriaTextField {...rest} isInvalid={errorMessage ? true : undefined} className={cx(fieldClass, className)}>
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      {rows ? <TextArea {...box} rows={rows} className={cx(box.className, 'print:resize-none')} /> : <Input {...box} />}
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  )
}
