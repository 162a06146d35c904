import { useState } from 'react'
import type { ReactNode } from 'react'
import { PasswordField } from '../access/password-field.tsx'
import { Problem } from '../api.ts'
import { Button, Form, useWords } from '../ui/index.ts'

interface OwnPasswordFormProps {
  readonly submit: string
  readonly isPending: boolean
  readonly problem: unknown
  readonly onClose: () => void
  readonly onSubmit: (password: string) => void
  /** More fields, above the password. */
  readonly children?: ReactNode
}

/** Asks the password again before the ways to sign in are changed. */
export function OwnPasswordForm({ submit, isPending, problem, onClose, onSubmit, children }: OwnPasswordFormProps) {
  const { t } = useWords()
  const [password, setPassword] = useState('')
  const isWrong = problem instanceof Problem && problem.code === 'sign_in_refused'
  return (
    <Form
      onSubmit={() => onSubmit(password)}
      problem={isWrong ? null : problem}
      actions={
        <>
          <Button onPress={onClose}>{t('settings.cancel')}</Button>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={password === ''}>
            {submit}
          </Button>
        </>
      }
    >
      {children}
      <PasswordField
        label={t('settings.second-factor.password')}
        name="password"
        value={password}
        onChange={setPassword}
        autoFocus={children === undefined}
        errorMessage={isWrong ? t('settings.password.wrong') : undefined}
      />
    </Form>
  )
}
