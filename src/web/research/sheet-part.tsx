import { useId } from 'react'
import type { ReactNode } from 'react'

/** A part of the sheet: a card on the screen, unbroken on paper. */
export function SheetPart({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="card flex min-w-0 break-inside-avoid flex-col gap-2 p-4 print:border-0 print:p-0 print:shadow-none"
    >
      <h2 id={id} className="border-b border-line pb-1 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
