import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useWords } from '../words/language.tsx'
import { IconButton } from './button.tsx'

interface SidePanelProps {
  readonly title: ReactNode
  /** What the panel is, read when it takes the focus. */
  readonly label: string
  /** Goes back to the address without the panel. */
  readonly onClose: () => void
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/**
 * A record beside the list it was opened from. The list stays usable, so this is no modal: the focus moves in when the panel opens, Esc closes
 * it, and the focus returns to the row or card it came from.
 */
export function SidePanel({ title, label, onClose, actions, children }: SidePanelProps) {
  const { t } = useWords()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }
  return (
    <section
      ref={panel}
      tabIndex={-1}
      role="dialog"
      aria-label={label}
      onKeyDown={closeOnEscape}
      className="fixed inset-y-0 end-0 z-20 flex w-full max-w-125 animate-slide-in flex-col border-s border-line bg-surface shadow-dialog outline-none print:static print:max-w-none print:shadow-none"
    >
      <header className="flex min-h-12 shrink-0 items-center gap-1 border-b border-line ps-5 pe-2">
        <h2 className="min-w-0 flex-1 truncate text-15 font-semibold">{title}</h2>
        {actions}
        <IconButton icon={IconX} label={t('ui.close')} shortcut="Esc" onPress={onClose} />
      </header>
      {/* Focusable, so that it scrolls by key even when nothing in it can be pressed. */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto p-5 -outline-offset-2">
        {children}
      </div>
    </section>
  )
}
