import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answerAdvice, backTestAdvice, listAdvices } from '../../contract/coaching.ts'
import type { Advice } from '../../contract/coaching.ts'
import {
  backTestForecast,
  listCommits,
  listSnapshots,
  sayCommit,
  showForecast,
  showStand,
} from '../../contract/forecast.ts'
import { listHeldCommits } from '../../contract/held-commits.ts'
import type { BodyOf, QueryOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'

type AskedStand = Pick<QueryOf<typeof showStand>, 'owner' | 'team' | 'from' | 'until' | 'as_of'>

export function useStand(query: AskedStand) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['forecast', workspace.id, 'stand', query],
    queryFn: () => call(showStand, { query }),
    placeholderData: keepPreviousData,
  })
}

type Asked = Pick<QueryOf<typeof showForecast>, 'owner' | 'team' | 'from' | 'until' | 'as_of' | 'by'>

export function useForecast(query: Asked, most = 10) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['forecast', workspace.id, 'sums', query, most],
    queryFn: () => call(showForecast, { query: { ...query, most } }),
    placeholderData: keepPreviousData,
  })
}

export function useSnapshots() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['forecast', workspace.id, 'snapshots'],
    queryFn: () => call(listSnapshots, { query: { limit: 30 } }),
  })
}

export function useCommits(query: Pick<QueryOf<typeof listCommits>, 'from' | 'until' | 'owner' | 'team'>) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['forecast', workspace.id, 'commits', query],
    queryFn: () => call(listCommits, { query: { ...query, limit: 50 } }),
  })
}

export function useHeldCommits() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['forecast', workspace.id, 'commits', 'held'],
    queryFn: () => call(listHeldCommits, {}),
  })
}

export function useBackTest(days: number) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['forecast', workspace.id, 'back-test', days],
    queryFn: () => call(backTestForecast, { query: { days } }),
    placeholderData: keepPreviousData,
  })
}

export function useAdvices(whose: Pick<QueryOf<typeof listAdvices>, 'member' | 'team'>) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['advices', workspace.id, whose],
    queryFn: () => call(listAdvices, { query: { limit: 20, ...whose } }),
  })
}

export function useAdviceTest() {
  const { workspace } = useSession()
  return useQuery({ queryKey: ['advices', workspace.id, 'back-test'], queryFn: () => call(backTestAdvice, {}) })
}

export function useAnswer(onDone: (advice: Advice) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, answer }: { id: string; answer: 'taken' | 'dismissed' }) =>
      call(answerAdvice, { params: { id }, body: { answer } }),
    onSuccess: (advice) => {
      void queries.invalidateQueries({ queryKey: ['advices'] })
      onDone(advice)
    },
  })
}

export function useSayCommit(onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof sayCommit>) => call(sayCommit, { body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['forecast'] })
      onDone()
    },
  })
}
