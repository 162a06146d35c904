import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { Prospect } from '../../contract/prospects.ts'
import { useWords } from '../ui/index.ts'
import { ProspectRow } from './prospect-row.tsx'
import type { ProspectFilters } from './prospects-query.ts'
import type { InFocus } from './use-in-focus.ts'
import { useIsAtLeast } from './use-media.ts'

interface ProspectListProps {
  readonly rows: readonly Prospect[]
  readonly focus: InFocus
  readonly hasMore: boolean
  readonly onMore: () => void
  readonly onOpen: (prospect: Prospect) => void
  readonly onStep: (step: 1 | -1) => void
  /** A press by finger or mouse, where there is no pane beside. */
  readonly onTap: () => void
  readonly filters: ProspectFilters
}

const heights = { line: 40, card: 80 }
// So many rows before the end the next page is asked for.
const ahead = 30

/** The call list: only the rows in sight are there, whatever its length. */
export function ProspectList({ rows, focus, hasMore, onMore, onOpen, onTap, onStep, filters }: ProspectListProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const isWide = useIsAtLeast('desktop')
  // The compiler leaves this component alone, because the virtualizer's functions answer anew at every call.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => (isWide ? heights.line : heights.card),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
  })
  const items = list.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => list.measure(), [list, isWide])
  useEffect(() => {
    if (hasMore && last >= rows.length - ahead) onMore()
  }, [hasMore, last, rows.length, onMore])
  useFollowedFocus(frame, rows, focus, (index) => list.scrollToIndex(index, { align: 'auto' }))
  return (
    <div ref={frame} className="h-full overflow-y-auto">
      <div
        role="grid"
        aria-label={t('prospects.title')}
        aria-rowcount={hasMore ? -1 : rows.length}
        style={{ height: list.getTotalSize() }}
        className="relative"
      >
        {items.map(({ index, key, start, size }) => {
          const row = rows[index]
          return (
            row && (
              <div
                key={key}
                role="presentation"
                style={{ height: size, transform: `translateY(${start}px)` }}
                className="absolute inset-x-0 top-0"
              >
                <ProspectRow
                  prospect={row}
                  index={index}
                  isCurrent={row.id === focus.current?.id}
                  showsList={filters.list === undefined}
                  showsDay={filters.show === 'set_aside'}
                  onChoose={() => focus.choose(row)}
                  onTap={onTap}
                  onOpen={() => onOpen(row)}
                  onStep={onStep}
                />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

/**
 * Gives the focus to the row that is meant, once it is in sight: when that is asked for, and when the row that had it is gone.
 * Reading the list anew never takes it from where somebody is.
 */
function useFollowedFocus(
  frame: RefObject<HTMLDivElement | null>,
  rows: readonly Prospect[],
  { current, focusing }: InFocus,
  scrollTo: (index: number) => void,
): void {
  const latest = useRef({ at: -1, scrollTo })
  const id = current?.id
  useEffect(() => {
    latest.current = { at: rows.findIndex((row) => row.id === id), scrollTo }
  })
  const asked = useRef(0)
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (focusing === 0 || (focusing === asked.current && !isLost)) return
    asked.current = focusing
    const { at, scrollTo: scroll } = latest.current
    if (at >= 0) scroll(at)
    // A row that was out of sight is there a frame later, and a question that closes gives its own focus back before.
    let frames = requestAnimationFrame(() => {
      frames = requestAnimationFrame(() => {
        frame.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus({ preventScroll: true })
      })
    })
    return () => cancelAnimationFrame(frames)
  }, [focusing, id, frame])
}
