import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import type { ReactNode } from 'react'

/** One choice of a `SelectField` or a `ComboBox`. */
export interface Option<Id extends string = string> {
  readonly id: Id
  readonly label: string
  /** A second, quieter line. */
  readonly hint?: string
  /** Before the label: a dot, an avatar. */
  readonly mark?: ReactNode
}

export const popoverClass = 'animate-appear rounded-3 bg-raised shadow-float outline-none'

/** The floating list under a field; a combo box hands its filtered options over by context. Collections stay under 2,000 options: longer ones are searched on the server. */
export function OptionList({ options, empty }: { options?: readonly Option[]; empty?: string }) {
  return (
    <Popover offset={4} className={`${popoverClass} min-w-(--trigger-width)`}>
      <ListBox
        {...(options ? { items: options } : {})}
        className="max-h-80 overflow-auto p-1 outline-none"
        renderEmptyState={() => <p className="px-2 py-1.5 text-ink-3">{empty}</p>}
      >
        {(option: Option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={optionClass}>
            {option.mark}
            <span className="min-w-0 flex-1">
              <span className="block truncate">{option.label}</span>
              {option.hint && <span className="block truncate text-12 text-ink-3">{option.hint}</span>}
            </span>
            <IconCheck size={16} className="invisible shrink-0 text-accent in-data-selected:visible" />
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  )
}

export const optionClass =
  'flex min-h-8 cursor-default items-center gap-2 rounded-2 px-2 py-1 outline-none data-focused:bg-sunken data-disabled:text-ink-3'
