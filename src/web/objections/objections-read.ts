import { useQueryClient } from '@tanstack/react-query'

/** Reads anew whatever shows objections. */
export function useObjectionsRead(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['objections', 'objection-kinds', 'answers', 'deal'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
}
