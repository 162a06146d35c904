import type { SuggestionProps } from '@tiptap/suggestion'
import { Avatar, cx, useWords } from '../ui/index.ts'

export interface Mentionable {
  readonly id: string
  readonly name: string
}

export interface MentionValue {
  readonly id: string
  readonly label: string
}

/** Who is being named after an @, and which of them Enter takes. */
export interface Suggesting {
  readonly props: SuggestionProps<Mentionable, MentionValue>
  readonly at: number
}

/** The colleagues that match what was typed after an @; the editor keeps the focus and the keys. */
export function MentionList({ suggesting: { props, at } }: { suggesting: Suggesting }) {
  const { t } = useWords()
  const place = props.clientRect?.()
  if (!place || props.items.length === 0) return null
  return (
    <ul
      aria-label={t('notes.mention')}
      // Where the cursor is, which no class can know.
      style={{ top: place.bottom + 4, left: Math.min(place.left, window.innerWidth - 240) }}
      className="fixed z-50 w-56 animate-appear rounded-3 bg-raised p-1 shadow-float"
    >
      {props.items.map(({ id, name }, index) => (
        <li key={id}>
          <button
            type="button"
            tabIndex={-1}
            // Before the editor loses the focus.
            onMouseDown={(event) => {
              event.preventDefault()
              props.command({ id, label: name })
            }}
            className={cx(
              'flex min-h-8 w-full items-center gap-2 rounded-2 px-2 text-start hover:bg-sunken',
              index === at && 'bg-sunken',
            )}
          >
            <Avatar name={name} size="small" />
            <span className="truncate">
              <bdi>{name}</bdi>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
