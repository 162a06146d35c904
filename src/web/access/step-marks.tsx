import { cx } from '../ui/index.ts'

interface StepMarksProps<Step extends string> {
  readonly steps: readonly Step[]
  readonly current: Step
  readonly name: (step: Step) => string
}

/** How far one is in something of several steps. */
export function StepMarks<Step extends string>({ steps, current, name }: StepMarksProps<Step>) {
  const at = steps.indexOf(current)
  return (
    <ol className="mx-auto mb-8 grid max-w-130 auto-cols-fr grid-flow-col gap-2 desktop:mb-10">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          className={cx(
            'border-t-3 pt-1.5 text-12 font-medium transition-colors',
            index <= at ? 'border-accent' : 'border-line',
            step === current ? 'text-ink' : 'text-ink-3',
          )}
        >
          {name(step)}
        </li>
      ))}
    </ol>
  )
}

export function StepHeading({ title, children }: { title: string; children: string }) {
  return (
    <header className="mb-6">
      <h1 className="text-24 font-semibold tracking-tight text-balance">{title}</h1>
      <p className="mt-1 text-15 text-balance text-ink-2">{children}</p>
    </header>
  )
}
