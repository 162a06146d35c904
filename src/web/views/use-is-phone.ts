import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 639px)')

/** Whether the window is as narrow as a phone: a grid is of no use there. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(listen, () => narrow.matches)
}

function listen(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}
