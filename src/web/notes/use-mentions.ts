import { useQueryClient } from '@tanstack/react-query'
import { Mention } from '@tiptap/extension-mention'
import type { SuggestionProps } from '@tiptap/suggestion'
import { useState } from 'react'
import { membersQuery } from '../people/members.ts'
import type { Mentionable, MentionValue, Suggesting } from './mention-list.tsx'
import { mentionClass } from './rich-text-view.tsx'

const mostShown = 6

/** Naming colleagues with an @: the editor's part for it, and the list that is open. */
export function useMentions() {
  const queries = useQueryClient()
  const [suggesting, setSuggesting] = useState<Suggesting | null>(null)
  // An editor keeps its parts for as long as it is open: what they ask for is read through here.
  const [now] = useState<{ open: Suggesting | null }>({ open: null })
  const [extension] = useState(() => {
    const show = (open: Suggesting | null) => {
      Object.assign(now, { open })
      setSuggesting(open)
    }
    return Mention.configure({
      HTMLAttributes: { class: mentionClass },
      suggestion: {
        // Waited for: somebody may type a name before the colleagues have come.
        items: async ({ query }) => matching((await queries.ensureQueryData(membersQuery)).items, query),
        render: () => ({
          onStart: (props: SuggestionProps<Mentionable, MentionValue>) => show({ props, at: 0 }),
          onUpdate: (props: SuggestionProps<Mentionable, MentionValue>) => show({ props, at: 0 }),
          onExit: () => show(null),
          onKeyDown: ({ event }: { event: KeyboardEvent }) => press(event, now.open, show),
        }),
      },
    })
  })
  return { extension, suggesting, isOpen: () => (now.open?.props.items.length ?? 0) > 0 }
}

function matching(members: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = query.toLocaleLowerCase()
  return members
    .filter(({ name }) =>
      name
        .toLocaleLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)),
    )
    .slice(0, mostShown)
}

/** The keys of the open list; true when it took one. */
function press(event: KeyboardEvent, open: Suggesting | null, show: (next: Suggesting | null) => void): boolean {
  if (!open || open.props.items.length === 0) return false
  const { props, at } = open
  const count = props.items.length
  switch (event.key) {
    case 'ArrowDown':
      show({ props, at: (at + 1) % count })
      return true
    case 'ArrowUp':
      show({ props, at: (at + count - 1) % count })
      return true
    case 'Enter':
    case 'Tab': {
      const chosen = props.items[at]
      if (chosen) props.command({ id: chosen.id, label: chosen.name })
      return true
    }
    case 'Escape':
      show(null)
      return true
    default:
      return false
  }
}
