import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'

// What is looked at first; on a slow machine each card costs its time before anything can be done with the first.
const cardsAtFirst = 6
// A column and its share of the side bar: five of them fit a window of 1440 px, one a phone.
const columnPixels = 280
const step = 8

/**
 * How many of so many cards of a column are drawn by now, and how to draw the next: those one sees, then more as one comes
 * near their end. A column that is out of sight has its first card; `column` is where it stands. Paper shows all of them.
 */
export function useDrawn(
  count: number,
  index: number,
): [column: RefObject<HTMLElement | null>, drawn: number, drawMore: () => void] {
  const column = useRef<HTMLElement>(null)
  const [isSeen, setSeen] = useState(() => index < Math.floor(window.innerWidth / columnPixels))
  const [drawn, setDrawn] = useState(cardsAtFirst)
  useEffect(() => {
    if (isSeen || !column.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    observer.observe(column.current)
    return () => observer.disconnect()
  }, [isSeen])
  useEffect(() => {
    const drawAll = () =>
      flushSync(() => {
        setSeen(true)
        setDrawn(count)
      })
    window.addEventListener('beforeprint', drawAll)
    return () => window.removeEventListener('beforeprint', drawAll)
  }, [count])
  const drawMore = useCallback(() => setDrawn((before) => before + step), [])
  return [column, Math.min(isSeen ? drawn : 1, count), drawMore]
}
