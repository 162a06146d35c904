import type { ReactNode } from 'react'

/** Limits, in small beneath their number: on its side in every language, which a block of digits by itself would leave. */
export function Beneath({ children }: { children: ReactNode }) {
  return (
    <span className="block text-11 font-normal text-ink-2">
      <bdi>{children}</bdi>
    </span>
  )
}
