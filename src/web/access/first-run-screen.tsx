import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { completeFirstRun, showFirstRun } from '../../contract/access.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { Problem, call } from '../api.ts'
import { EmptyState, ErrorState, Loading, useWords } from '../ui/index.ts'
import { CompanyStep } from './company-step.tsx'
import type { CompanyDraft } from './company-step.tsx'
import { Door } from './door.tsx'
import { DoorsStep } from './doors-step.tsx'
import { LanguageStep } from './language-step.tsx'
import { usualCurrency, usualTimeZone } from './places-and-money.ts'
import { ProcessStep } from './process-step.tsx'
import { StepMarks } from './step-marks.tsx'

const steps = ['language', 'company', 'process'] as const
type Step = (typeof steps)[number]
/** The workspace that now stands. */
type Begun = OutputOf<typeof completeFirstRun>

/** The first minutes: a language, a company and its owner, a way to sell; then the doors. */
export function FirstRunScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  const [begun, setBegun] = useState<Begun | null>(null)
  const firstRun = useQuery({ queryKey: ['first-run'], queryFn: () => call(showFirstRun), staleTime: Infinity })
  const token = new URLSearchParams(location.search).get('token')
  const isClosed = firstRun.data?.open === false && begun === null
  useEffect(() => {
    if (isClosed) void navigate({ to: '/', replace: true })
  }, [isClosed, navigate])
  return (
    <Door title={t('access.first-run.title')}>
      {begun !== null ? (
        <DoorsStep {...begun} />
      ) : firstRun.isError ? (
        <ErrorState error={firstRun.error} onRetry={firstRun.refetch} />
      ) : firstRun.isPending || isClosed ? (
        <Loading />
      ) : firstRun.data.tokenNeeded && token === null ? (
        <EmptyState>{t('access.first-run.link-needed')}</EmptyState>
      ) : (
        <Steps token={token} onDone={setBegun} />
      )}
    </Door>
  )
}

function Steps({ token, onDone }: { token: string | null; onDone: (begun: Begun) => void }) {
  const { t, language } = useWords()
  const [step, setStep] = useState<Step>('language')
  const [company, setCompany] = useState<CompanyDraft>(emptyCompany)
  const [process, setProcess] = useState('seven-steps')
  const finish = useMutation({
    mutationFn: () =>
      call(completeFirstRun, { body: { ...company, language, process, ...(token === null ? {} : { token }) } }),
    onSuccess: onDone,
    // What is refused is asked for one step earlier, except for the process itself.
    onError: (error) => concernsCompany(error) && setStep('company'),
  })
  return (
    <div className="mx-auto w-full max-w-250 flex-1">
      <StepMarks steps={steps} current={step} name={(each) => t(`access.step.${each}`)} />
      <StepBody key={step}>
        {step === 'language' && <LanguageStep onNext={() => setStep('company')} />}
        {step === 'company' && (
          <CompanyStep
            draft={company}
            problem={concernsCompany(finish.error) ? finish.error : null}
            onChange={(change) => setCompany((known) => ({ ...known, ...change }))}
            onBack={() => setStep('language')}
            onNext={() => setStep('process')}
          />
        )}
        {step === 'process' && (
          <ProcessStep
            chosen={process}
            onChoose={setProcess}
            problem={concernsCompany(finish.error) ? null : finish.error}
            isPending={finish.isPending}
            onBack={() => setStep('company')}
            onFinish={() => finish.mutate()}
          />
        )}
      </StepBody>
    </div>
  )
}

/** Takes the focus with every step, so that a screen reader begins at its heading. */
function StepBody({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => body.current?.focus(), [])
  return (
    <div ref={body} tabIndex={-1} className="animate-appear outline-none">
      {children}
    </div>
  )
}

function emptyCompany(): CompanyDraft {
  return {
    workspaceName: '',
    name: '',
    email: '',
    password: '',
    currency: usualCurrency(navigator.languages),
    timeZone: usualTimeZone(),
  }
}

function concernsCompany(error: unknown): boolean {
  if (!(error instanceof Problem)) return false
  const codes = ['password_too_short', 'password_too_common', 'unknown_currency', 'unknown_time_zone']
  return error.fields.length > 0 || codes.includes(error.code)
}
