import { useId } from 'react'
import type { ReactNode } from 'react'

interface SectionProps {
  readonly title: string
  /** Read instead of the title, where two records on one screen have parts of the same title. */
  readonly label?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A titled part of a record. */
export function Section({ title, label, actions, children }: SectionProps) {
  const id = useId()
  return (
    <section {...(label ? { 'aria-label': label } : { 'aria-labelledby': id })} className="flex min-w-0 flex-col gap-2">
      <header className="flex min-h-8 items-center gap-2 border-b border-line">
        <h2 id={id} className="min-w-0 flex-1 truncate font-semibold">
          {title}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  )
}
