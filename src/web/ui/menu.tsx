import { Header } from 'react-aria-components/Header'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { useRef, useState } from 'react'
import type { ReactElement, ReactNode, SyntheticEvent } from 'react'
import { buttonClass } from './button.tsx'
import type { Icon } from './button.tsx'
import { cx } from './cx.ts'
import { Kbd } from './kbd.tsx'
import { optionClass, popoverClass } from './list-box.tsx'
import { Tooltip } from './tooltip.tsx'

interface MenuProps {
  /** The button that opens it: a `Button` or an `IconButton`. */
  readonly trigger: ReactElement
  readonly label: string
  readonly children: ReactNode
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'end top'
  readonly startsOpen?: boolean
}

export function Menu({ trigger, label, children, placement = 'bottom end', startsOpen = false }: MenuProps) {
  return (
    <MenuTrigger defaultOpen={startsOpen}>
      {trigger}
      <Popover offset={4} placement={placement} className={`${popoverClass} min-w-48`}>
        <AriaMenu aria-label={label} className="max-h-100 overflow-auto p-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

interface RowMenuProps {
  readonly icon: Icon
  /** What the button does: read aloud, and shown as its tooltip. */
  readonly label: string
  readonly shortcut?: string
  readonly className?: string
  readonly children: ReactNode
}

/** The menu of one row among hundreds: a plain button, and nothing else is made until it is pressed. */
export function RowMenu({ icon: Glyph, label, shortcut, className, children }: RowMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [isMade, setIsMade] = useState(false)
  const open = (event: SyntheticEvent) => {
    rest(event)
    setIsMade(true)
    setIsOpen(true)
  }
  return (
    <>
      <Tooltip text={label} shortcut={shortcut}>
        <button
          ref={button}
          type="button"
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={open}
          onPointerDown={rest}
          onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && rest(event)}
          className={cx(buttonClass('quiet'), 'w-8 px-0!', className)}
        >
          <Glyph size={18} stroke={1.75} />
        </button>
      </Tooltip>
      {isMade && (
        <Popover
          aria-label={label}
          triggerRef={button}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          offset={4}
          placement="bottom end"
          className={`${popoverClass} min-w-48`}
        >
          <AriaMenu
            aria-label={label}
            autoFocus="first"
            onClose={() => setIsOpen(false)}
            className="max-h-100 overflow-auto p-1 outline-none"
          >
            {children}
          </AriaMenu>
        </Popover>
      )}
    </>
  )
}

/** What the button is pressed with is not a press of its row. */
function rest(event: SyntheticEvent): void {
  event.stopPropagation()
}

interface MenuItemProps {
  readonly children: string
  readonly onAction?: () => void
  readonly icon?: Icon
  readonly shortcut?: string
  readonly hint?: string
  readonly isDanger?: boolean
  readonly isDisabled?: boolean
  readonly isSelected?: boolean
  /** The language of the words, where it is not the page's (the language switch). */
  readonly lang?: string
  /** Before the words, where no icon fits: a stage's dot. */
  readonly mark?: ReactNode
}

export function MenuItem({
  children,
  icon: Glyph,
  shortcut,
  hint,
  isDanger,
  isSelected,
  mark,
  ...rest
}: MenuItemProps) {
  return (
    <AriaMenuItem {...rest} textValue={children} className={cx(optionClass, isDanger && 'text-bad')}>
      {Glyph && <Glyph size={16} stroke={1.75} className="shrink-0 text-ink-3" />}
      {mark}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {hint && <span className="block truncate text-12 text-ink-3">{hint}</span>}
      </span>
      {isSelected && <IconCheck size={16} className="shrink-0 text-accent" />}
      {shortcut && <Kbd keys={shortcut} quiet />}
    </AriaMenuItem>
  )
}

export function MenuSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className="px-2 pt-2 pb-1 text-12 font-medium text-ink-3">{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

export function MenuSeparator() {
  return <Separator className="mx-2 my-1 h-px border-0 bg-line" />
}
