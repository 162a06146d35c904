import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import type { ReactElement, ReactNode } from 'react'
import { popoverClass } from './list-box.tsx'

interface PopoverProps {
  readonly trigger: ReactElement
  readonly label: string
  readonly children: ReactNode
  readonly placement?: 'bottom start' | 'bottom end' | 'bottom'
}

/** Something small beside the button that opens it: a filter, a method line, a short form. */
export function Popover({ trigger, label, children, placement = 'bottom start' }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover offset={4} placement={placement} className={`${popoverClass} max-w-90`}>
        <Dialog aria-label={label} className="p-4 outline-none">
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
