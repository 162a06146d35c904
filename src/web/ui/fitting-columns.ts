import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

interface Folding {
  readonly key: string
  readonly isRowHeader?: boolean
  readonly staysLong?: boolean
}

const none: ReadonlySet<string> = new Set()
/** What the button takes that opens a row, in pixels. */
const opener = 40

/**
 * Which columns do not fit beside each other in the frame, measured and not guessed: words are longer in Thai than in Swedish, and a side panel is as
 * narrow as a phone. From the end on, those that stay long last; the one that names the row and one more always stand. Once folded, a column stays so
 * until the frame is wider, so that nothing jumps when rows change.
 * @param below frames that are as wide or wider are scrolled through instead
 */
export function useFoldedColumns(
  columns: readonly Folding[],
  below = Infinity,
): [RefObject<HTMLDivElement | null>, ReadonlySet<string>] {
  const frame = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState(none)
  const fit = () => {
    const { current } = frame
    const lacking = (current?.scrollWidth ?? 0) - (current?.clientWidth ?? 0)
    if (current && current.clientWidth < below && lacking > 1)
      setFolded((before) => foldedBy(current, columns, before, lacking))
  }
  useLayoutEffect(fit)
  const latest = useRef(fit)
  useEffect(() => {
    latest.current = fit
  })
  useEffect(() => {
    const { current } = frame
    if (!current) return
    let width = current.clientWidth
    const observer = new ResizeObserver(() => {
      if (current.clientWidth > width) setFolded(none)
      width = current.clientWidth
      latest.current()
    })
    observer.observe(current)
    // A font that comes later makes the table wider, not the frame.
    if (current.firstElementChild) observer.observe(current.firstElementChild)
    return () => observer.disconnect()
  }, [])
  return [frame, folded]
}

function foldedBy(
  frame: Element,
  columns: readonly Folding[],
  before: ReadonlySet<string>,
  lacking: number,
): ReadonlySet<string> {
  const widths = new Map(
    [...frame.querySelectorAll('th[data-column]')].map((cell) => [
      cell.getAttribute('data-column') ?? '',
      cell.getBoundingClientRect().width,
    ]),
  )
  const standing = columns.filter(({ key, isRowHeader }) => !isRowHeader && !before.has(key)).toReversed()
  const inOrder = [...standing.filter(({ staysLong }) => !staysLong), ...standing.filter(({ staysLong }) => staysLong)]
  const folded = new Set(before)
  let rest = lacking + (before.size === 0 ? opener : 0)
  for (const { key } of inOrder.slice(0, -1)) {
    if (rest <= 0) break
    folded.add(key)
    rest -= widths.get(key) ?? 0
  }
  return folded.size === before.size ? before : folded
}
