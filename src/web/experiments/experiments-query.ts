import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoint.ts'
import * as contract from '../../contract/experiments.ts'
import { listMembers } from '../../contract/access.ts'
import { listSources } from '../../contract/sources.ts'
import { listTeams } from '../../contract/team.ts'
import { call } from '../api.ts'
import { useInsightsSearch } from '../measurement/search.ts'
import type { Filters } from '../measurement/search.ts'
import { useSession } from '../shell/session.ts'

/** What an experiment is made of, as the form gathers it. */
export type Design = BodyOf<typeof contract.planExperiment>
export type NewExperiment = BodyOf<typeof contract.addExperiment>

function useKey(...rest: readonly unknown[]): readonly unknown[] {
  const { workspace } = useSession()
  return ['experiments', workspace.id, ...rest]
}

/** All experiments: even a keen team makes fewer than a page of them. */
export function useExperiments() {
  return useQuery({
    queryKey: useKey('list'),
    queryFn: () => call(contract.listExperiments, { query: { limit: 200 } }),
  })
}

export function useExperiment(id: string) {
  return useQuery({
    queryKey: useKey('one', id),
    queryFn: () => call(contract.showExperiment, { params: { id } }),
  })
}

/** The day that is asked about, and what was known when, as the address says them. */
export function useClocks(): Pick<Filters, 'as_of' | 'known_at'> {
  const { as_of, known_at } = useInsightsSearch().filters
  return { as_of, known_at }
}

/** What an experiment says now, or said on the day asked about. */
export function useReading(id: string, clocks: ReturnType<typeof useClocks> = {}, isWanted = true) {
  return useQuery({
    queryKey: useKey('reading', id, clocks),
    queryFn: () => call(contract.readExperiment, { params: { id }, query: clocks }),
    enabled: isWanted,
  })
}

export function usePlan(design: Design | null) {
  return useQuery({
    queryKey: useKey('plan', design),
    queryFn: () => (design === null ? null : call(contract.planExperiment, { body: design })),
    enabled: design !== null,
    // What is shown is what must be started with: never an old answer.
    gcTime: 0,
  })
}

export function useBeforeAndAfter(asked: { process: string; before: string; after: string; by_day: number }) {
  const clocks = useClocks()
  return useQuery({
    queryKey: useKey('before-and-after', asked, clocks),
    queryFn: () => call(contract.compareVersions, { query: { ...asked, ...clocks } }),
  })
}

/** Whom an experiment may be for. */
export function useAudience() {
  const { workspace } = useSession()
  const query = { limit: 200 }
  const sources = useQuery({
    queryKey: ['sources', workspace.id, 'choices'],
    queryFn: () => call(listSources, { query }),
  })
  const teams = useQuery({ queryKey: ['teams', workspace.id, 'choices'], queryFn: () => call(listTeams, { query }) })
  const members = useQuery({
    queryKey: ['members', workspace.id, 'choices'],
    queryFn: () => call(listMembers, { query }),
  })
  return {
    sources: sources.data?.items ?? [],
    teams: teams.data?.items ?? [],
    members: members.data?.items ?? [],
  }
}

/** Everything that can be done with an experiment; afterwards what shows it is read anew. */
export function useExperimentActs() {
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all(['experiments', 'processes', 'process'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
  return {
    add: useMutation({
      mutationFn: (body: NewExperiment) => call(contract.addExperiment, { body }),
      onSettled,
    }),
    start: useMutation({
      mutationFn: ({ id, weeksSeen }: { id: string; weeksSeen: number | null }) =>
        call(contract.startExperiment, { params: { id }, body: { weeksSeen } }),
      onSettled,
    }),
    end: useMutation({ mutationFn: (id: string) => call(contract.endExperiment, { params: { id } }), onSettled }),
    remove: useMutation({ mutationFn: (id: string) => call(contract.removeExperiment, { params: { id } }), onSettled }),
    decide: useMutation({
      mutationFn: ({ id, ...body }: { id: string } & BodyOf<typeof contract.decideExperiment>) =>
        call(contract.decideExperiment, { params: { id }, body }),
      onSettled,
    }),
  }
}
