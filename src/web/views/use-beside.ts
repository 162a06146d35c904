import { useNavigate } from '@tanstack/react-router'
import type { ListKind } from '../../contract/fields.ts'
import { useAddress } from '../shell/places.ts'

/** Opens a row beside its list, and closes it; the list stays as it is. */
export function useBeside(kind: ListKind): { open: (id: string) => void; close: () => void } {
  const navigate = useNavigate()
  const address = useAddress()
  const go = (path: string) => void navigate({ to: address(path), search: keepSearch, resetScroll: false })
  return { open: (id) => go(`${kind}/at/${id}`), close: () => go(kind) }
}

/** The list stays as it is beside a panel. */
export function keepSearch(search: Record<string, unknown>): Record<string, unknown> {
  return search
}
