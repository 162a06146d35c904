import { Form as AriaForm } from 'react-aria-components/Form'
import type { FormEvent, ReactNode } from 'react'
import { Problem } from '../api.ts'
import { useWords } from '../words/language.tsx'
import { cx } from './cx.ts'
import { Notice, useProblemWords } from './problem.tsx'

interface FormProps {
  readonly onSubmit: (form: FormData) => void
  /** What the last attempt was refused with. Refused fields say so beside themselves, the rest above the buttons. */
  readonly problem?: unknown
  readonly children: ReactNode
  /** The row of buttons. */
  readonly actions?: ReactNode
  readonly className?: string
  readonly label?: string
}

/** Sends on Enter; maps the API's refused fields to the fields of the same `name`. */
export function Form({ onSubmit, problem, children, actions, className, label }: FormProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const fields = problem instanceof Problem ? problem.fields : []
  const refused = Object.fromEntries(
    fields.map(({ field, code, limit }) => [field, t(`errors.field.${code}`, { limit: limit ?? '' })]),
  )
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <AriaForm
      validationErrors={refused}
      validationBehavior="aria"
      onSubmit={send}
      aria-label={label}
      className={cx('flex flex-col gap-4', className)}
    >
      {children}
      {problem !== undefined && problem !== null && fields.length === 0 && <Notice tone="bad">{say(problem)}</Notice>}
      {actions && <div className="flex flex-wrap items-center justify-end gap-2">{actions}</div>}
    </AriaForm>
  )
}
