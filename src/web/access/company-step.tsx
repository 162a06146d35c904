import { useState } from 'react'
import { passwordMinimumLength } from '../../contract/access.ts'
import { Problem } from '../api.ts'
import { Button, Card, ComboBox, Form, TextField, useProblemWords, useWords } from '../ui/index.ts'
import { PasswordField } from './password-field.tsx'
import { useCurrencies, useTimeZones } from './places-and-money.ts'
import { StepHeading } from './step-marks.tsx'

export interface CompanyDraft {
  readonly workspaceName: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly currency: string
  readonly timeZone: string
}

interface CompanyStepProps {
  readonly draft: CompanyDraft
  readonly problem: unknown
  readonly onChange: (change: Partial<CompanyDraft>) => void
  readonly onBack: () => void
  readonly onNext: () => void
}

export function CompanyStep({ draft, problem, onChange, onBack, onNext }: CompanyStepProps) {
  const { t } = useWords()
  const [wasTried, setWasTried] = useState(false)
  const isWhole = Object.values(draft).every((value) => value.trim() !== '')
  const required = (value: string) => (wasTried && value.trim() === '' ? t('errors.field.required') : undefined)
  const isLong = [...draft.password].length >= passwordMinimumLength
  const send = () => {
    setWasTried(true)
    if (isWhole && isLong) onNext()
  }
  return (
    <div className="mx-auto max-w-130">
      <StepHeading title={t('access.company.title')}>{t('access.company.more')}</StepHeading>
      <Form
        onSubmit={send}
        problem={concernsPassword(problem) ? null : problem}
        actions={
          <>
            <Button variant="quiet" onPress={onBack}>
              {t('access.back')}
            </Button>
            <Button type="submit" variant="primary">
              {t('access.continue')}
            </Button>
          </>
        }
      >
        <Card title={t('access.company.company')} className="gap-4">
          <CompanyFields draft={draft} onChange={onChange} required={required} />
        </Card>
        <Card title={t('access.company.you')} className="gap-4">
          <OwnerFields draft={draft} problem={problem} onChange={onChange} required={required} />
        </Card>
      </Form>
    </div>
  )
}

interface FieldsProps extends Pick<CompanyStepProps, 'draft' | 'onChange'> {
  /** The words for a value that is missing, once somebody tried to go on. */
  readonly required: (value: string) => string | undefined
}

function CompanyFields({ draft, onChange, required }: FieldsProps) {
  const { t } = useWords()
  const currencies = useCurrencies()
  const timeZones = useTimeZones(draft.timeZone)
  return (
    <>
      <TextField
        label={t('access.company.name')}
        name="workspaceName"
        autoComplete="organization"
        isRequired
        maxLength={80}
        value={draft.workspaceName}
        onChange={(workspaceName) => onChange({ workspaceName })}
        errorMessage={required(draft.workspaceName)}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <ComboBox
          label={t('access.company.currency')}
          name="currency"
          isRequired
          description={t('access.company.currency.more')}
          options={currencies}
          value={draft.currency}
          onChange={(currency) => currency && onChange({ currency })}
        />
        <ComboBox
          label={t('access.company.time-zone')}
          name="timeZone"
          isRequired
          description={t('access.company.time-zone.more')}
          options={timeZones}
          value={draft.timeZone}
          onChange={(timeZone) => timeZone && onChange({ timeZone })}
        />
      </div>
    </>
  )
}

function OwnerFields({ draft, problem, onChange, required }: FieldsProps & { problem: unknown }) {
  const { t } = useWords()
  const say = useProblemWords()
  const tooShort = new Problem({ code: 'password_too_short', data: { minimum: passwordMinimumLength } })
  const isShort = draft.password !== '' && [...draft.password].length < passwordMinimumLength
  const passwordError = concernsPassword(problem) ? problem : isShort && required('') ? tooShort : null
  return (
    <>
      <TextField
        label={t('access.company.your-name')}
        name="name"
        autoComplete="name"
        isRequired
        maxLength={80}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        errorMessage={required(draft.name)}
      />
      <TextField
        label={t('access.email')}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        maxLength={254}
        value={draft.email}
        onChange={(email) => onChange({ email })}
        errorMessage={required(draft.email)}
      />
      <PasswordField
        label={t('access.password')}
        name="password"
        isNew
        value={draft.password}
        onChange={(password) => onChange({ password })}
        errorMessage={required(draft.password) ?? (passwordError ? say(passwordError) : undefined)}
      />
    </>
  )
}

function concernsPassword(problem: unknown): boolean {
  return problem instanceof Problem && ['password_too_short', 'password_too_common'].includes(problem.code)
}
