import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import type { ReactElement } from 'react'
import { Kbd } from './kbd.tsx'

interface TooltipProps {
  readonly text: string
  readonly shortcut?: string | undefined
  /** One focusable control of the kit, or React Aria's `<Focusable>` around another. */
  readonly children: ReactElement
}

export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <AriaTooltip
        offset={6}
        className="flex max-w-70 animate-appear items-center gap-2 rounded-2 bg-ink px-2 py-1 text-12 text-bg shadow-float"
      >
        {text}
        {shortcut && <Kbd keys={shortcut} />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
