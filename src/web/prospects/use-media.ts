import { useSyncExternalStore } from 'react'

/** Whether the window is at least so wide, in the design's breakpoints. */
export function useIsAtLeast(breakpoint: keyof typeof queries): boolean {
  const query = queries[breakpoint]
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )
}

const queries = {
  desktop: window.matchMedia('(min-width: 900px)'),
  wide: window.matchMedia('(min-width: 1240px)'),
}
