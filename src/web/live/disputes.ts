import { useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'

/** The same field, changed by two at once. */
export interface Dispute {
  readonly label: string
  readonly mine: ReactNode
  readonly theirs: ReactNode
  readonly settle: (choice: 'mine' | 'theirs' | 'undecided') => void
}

// One after the other: the screen has room for one question.
let open: readonly Dispute[] = []
const listeners = new Set<() => void>()

function setOpen(next: readonly Dispute[]): void {
  open = next
  for (const listener of listeners) listener()
}

/** Asks whose value a field is to keep; undecided when the question is put away. */
export function askWhose(question: Omit<Dispute, 'settle'>): Promise<'mine' | 'theirs' | 'undecided'> {
  return new Promise((resolve) => {
    const dispute: Dispute = {
      ...question,
      settle: (choice) => {
        setOpen(open.filter((each) => each !== dispute))
        resolve(choice)
      },
    }
    setOpen([...open, dispute])
  })
}

/** The question to be asked now. */
export function useDispute(): Dispute | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open[0] ?? null,
  )
}
