import { useQueryClient } from '@tanstack/react-query'

/** Reads anew whatever shows cards. */
export function useCardsRead(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['cards', 'deal-cards', 'call-sheet']) void queries.invalidateQueries({ queryKey: [key] })
  }
}
