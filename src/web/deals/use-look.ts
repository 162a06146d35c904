import { useNavigate, useRouterState } from '@tanstack/react-router'

type Look = Readonly<Record<string, string | undefined>>

/** What a part of the screen's address behind the "?" says, as text. */
export function lookOf(search: object): Look {
  return Object.fromEntries(
    Object.entries(search).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
  )
}

/**
 * What of the screen is in its address behind the "?": filters, an open form, a customer beside. `look(changes)` changes the named ones and
 * leaves the rest; undefined takes one away.
 */
export function useLook(): [Look, (changes: Look) => void] {
  const search = useRouterState({ select: ({ location }) => location.search })
  const navigate = useNavigate()
  const known = lookOf(search)
  const look = (changes: Look) => {
    const next = Object.entries({ ...known, ...changes }).filter(([, value]) => value !== undefined)
    void navigate({ to: '.' as string, search: Object.fromEntries(next) })
  }
  return [known, look]
}
