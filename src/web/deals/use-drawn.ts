import { startTransition, useEffect, useState } from 'react'

// What fits on a tall screen; below it nobody looks yet.
const atOnce = 7
// Long enough for a key or a click to come between.
const pauseMs = 50

/**
 * How many of so many cards are drawn by now: those one sees first, then the rest, some at a time. On a slow machine a board
 * of hundreds of cards can be used after half the time.
 */
export function useDrawn(count: number): number {
  const [drawn, setDrawn] = useState(atOnce)
  useEffect(() => {
    if (drawn >= count) return
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn + atOnce)), pauseMs)
    return () => clearTimeout(timer)
  }, [drawn, count])
  return Math.min(drawn, count)
}
