import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

// What is looked at first; on a slow machine each card costs its time before anything can be done with the first.
const atFirst = 6
const step = 8

/**
 * How many of so many cards are drawn by now, and how to draw the next: those one sees, then more as one comes near their
 * end. Paper shows all of them.
 */
export function useDrawn(count: number): [drawn: number, drawMore: () => void] {
  const [drawn, setDrawn] = useState(atFirst)
  useEffect(() => {
    const drawAll = () => flushSync(() => setDrawn(count))
    window.addEventListener('beforeprint', drawAll)
    return () => window.removeEventListener('beforeprint', drawAll)
  }, [count])
  const drawMore = useCallback(() => setDrawn((before) => before + step), [])
  return [Math.min(drawn, count), drawMore]
}
