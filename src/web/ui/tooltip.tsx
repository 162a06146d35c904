import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd.tsx'

interface TooltipProps {
  readonly text: string
  readonly shortcut?: string | undefined
  /** One control that already has its name: the tooltip shows what a screen reader reads anyway. */
  readonly children: ReactNode
  /** A control that is disabled while it has the focus tells nobody that it loses it. */
  readonly isDisabled?: boolean | undefined
}

const delayMilliseconds = 500

/**
 * Our own and not React Aria's, whose placement code alone would be a twelfth of the shell: this one stands above or below the middle of its
 * control, inside the window. Esc puts it away (WCAG 1.4.13).
 */
export function Tooltip({ text, shortcut, children, isDisabled = false }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  const timer = useRef<number>(undefined)
  const [isOpen, setIsOpen] = useState(false)
  const wait = (milliseconds: number) => {
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => setIsOpen(true), milliseconds)
  }
  const hide = () => {
    clearTimeout(timer.current)
    setIsOpen(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!isDisabled) return
    clearTimeout(timer.current)
    setIsOpen(false)
  }, [isDisabled])
  return (
    <span
      ref={anchor}
      role="presentation"
      className="contents"
      onPointerEnter={(event) => event.pointerType === 'mouse' && wait(delayMilliseconds)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && wait(0)}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {isOpen && <Bubble text={text} shortcut={shortcut} anchor={anchor} />}
    </span>
  )
}

interface BubbleProps extends Pick<TooltipProps, 'text' | 'shortcut'> {
  /** The wrapper, which has no box of its own: its first child has. */
  readonly anchor: RefObject<HTMLSpanElement | null>
}

function Bubble({ text, shortcut, anchor }: BubbleProps) {
  const bubble = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const own = bubble.current
    const control = anchor.current?.firstElementChild
    if (!own || !control) return
    const { left, width, top, bottom } = control.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = own
    const middle = left + width / 2 - offsetWidth / 2
    own.style.left = `${Math.max(4, Math.min(middle, innerWidth - offsetWidth - 4))}px`
    own.style.top = `${bottom + 6 + offsetHeight < innerHeight ? bottom + 6 : top - 6 - offsetHeight}px`
  }, [anchor])
  return createPortal(
    <div
      ref={bubble}
      aria-hidden
      className="pointer-events-none fixed z-50 flex max-w-70 animate-appear items-center gap-2 rounded-2 bg-ink px-2 py-1 text-12 text-bg shadow-float print:hidden"
    >
      {text}
      {shortcut && <Kbd keys={shortcut} />}
    </div>,
    document.body,
  )
}
