import { useId } from 'react'
import type { ReactNode } from 'react'

/** A titled part of a deal. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2">
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
