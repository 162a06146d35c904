import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { changePassword } from '../../contract/access.ts'
import { PasswordField } from '../access/password-field.tsx'
import { Problem, call } from '../api.ts'
import { Button, Card, Form, toast, useProblemWords, useWords } from '../ui/index.ts'

export function PasswordForm() {
  const { t } = useWords()
  const say = useProblemWords()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => call(changePassword, { body: { current, next } }),
    onSuccess: () => {
      setCurrent('')
      setNext('')
      toast({ text: t('settings.password.changed') })
    },
  })
  const code = change.error instanceof Problem ? change.error.code : null
  const isWrong = code === 'sign_in_refused'
  const isWeak = code === 'password_too_short' || code === 'password_too_common'
  return (
    <Card title={t('settings.password')}>
      <Form
        label={t('settings.password')}
        onSubmit={() => change.mutate()}
        problem={isWrong || isWeak ? null : change.error}
        actions={
          <Button type="submit" isPending={change.isPending} isDisabled={current === '' || next === ''}>
            {t('settings.password.change')}
          </Button>
        }
      >
        <div className="grid gap-4 tablet:grid-cols-2">
          <PasswordField
            label={t('settings.password.current')}
            name="current"
            value={current}
            onChange={setCurrent}
            errorMessage={isWrong ? t('settings.password.wrong') : undefined}
          />
          <PasswordField
            label={t('settings.password.next')}
            name="next"
            isNew
            value={next}
            onChange={setNext}
            errorMessage={isWeak ? say(change.error) : undefined}
          />
        </div>
        <p className="text-12 text-ink-3">{t('settings.password.more')}</p>
      </Form>
    </Card>
  )
}
