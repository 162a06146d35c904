import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { listNurtureTracks, showNurtures } from '../../contract/nurture.ts'
import { call } from '../api.ts'

const most = 200

export function nurturesQuery(dealId: string) {
  return queryOptions({
    queryKey: ['nurtures', dealId],
    queryFn: () => call(showNurtures, { params: { id: dealId } }),
  })
}

/** The tracks in use; with `all`, the retired ones too. */
export function useTracks(all = false) {
  return useQuery({
    queryKey: ['nurture-tracks', all],
    queryFn: () => call(listNurtureTracks, { query: { limit: most, ...(all ? { retired: 'true' as const } : {}) } }),
  })
}

/** Reads anew whatever shows who is kept in touch with. */
export function useNurtureRead(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['nurtures', 'nurture-tracks', 'touches', 'deal'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
}
