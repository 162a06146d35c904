import { useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { passwordMinimumLength } from '../../contract/access.ts'
import { Checkbox, TextField, useWords } from '../ui/index.ts'

interface PasswordFieldProps {
  readonly label: string
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly errorMessage?: string | undefined
  /** A password being chosen: says the rule while it is typed. Without it an existing one is asked for. */
  readonly isNew?: boolean
  readonly autoFocus?: boolean
}

/** Length is the only rule, so length is the only thing it measures: no bar that praises "Passw0rd!". */
export function PasswordField({ isNew = false, value, autoFocus = false, ...rest }: PasswordFieldProps) {
  const { t } = useWords()
  const [isShown, setIsShown] = useState(false)
  return (
    <div className="flex flex-col gap-1.5">
      <TextField
        {...rest}
        value={value}
        isRequired
        autoFocus={autoFocus}
        type={isShown ? 'text' : 'password'}
        dir="ltr"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        maxLength={200}
        description={isNew ? <PasswordRule length={[...value].length} /> : undefined}
      />
      <Checkbox isSelected={isShown} onChange={setIsShown} className="text-ink-2">
        {t('access.password.show')}
      </Checkbox>
    </div>
  )
}

function PasswordRule({ length }: { length: number }) {
  const { t } = useWords()
  if (length >= passwordMinimumLength) {
    return (
      <span className="inline-flex items-center gap-1 text-ok">
        <IconCheck size={14} stroke={2.5} />
        {t('access.password.enough')}
      </span>
    )
  }
  if (length > 0) return t('access.password.left', { count: passwordMinimumLength - length })
  return t('access.password.rule', { minimum: passwordMinimumLength })
}
