import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { enterCode } from '../../contract/second-factor.ts'
import { Problem, call } from '../api.ts'
import { Button, Form, TextField, useProblemWords, useWords } from '../ui/index.ts'

interface CodeFormProps {
  readonly challenge: string
  readonly onEnter: () => Promise<void>
  readonly onBack: () => void
}

/** The second step of a sign-in: the code of an app, or a recovery code. */
export function CodeForm({ challenge, onEnter, onBack }: CodeFormProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const [code, setCode] = useState('')
  const enter = useMutation({
    mutationFn: () => call(enterCode, { body: { challenge, code } }),
    onSuccess: onEnter,
  })
  const isWrong = enter.error instanceof Problem && enter.error.code === 'code_refused'
  return (
    <Form
      label={t('access.code.title')}
      onSubmit={() => enter.mutate()}
      problem={isWrong ? null : enter.error}
      actions={
        <div className="flex w-full flex-col gap-2">
          <Button type="submit" variant="primary" isPending={enter.isPending} className="min-h-9 w-full">
            {t('access.code.submit')}
          </Button>
          <Button onPress={onBack} className="min-h-9 w-full">
            {t('access.code.back')}
          </Button>
        </div>
      }
    >
      <p className="text-ink-2">{t('access.code.more')}</p>
      <TextField
        label={t('access.code.field')}
        name="code"
        dir="ltr"
        isRequired
        autoFocus
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        description={t('access.code.recovery')}
        value={code}
        onChange={setCode}
        errorMessage={isWrong ? say(enter.error) : undefined}
      />
    </Form>
  )
}
