import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoint.ts'
import * as contract from '../../contract/improvements.ts'
import { call } from '../api.ts'
import { useClocks } from '../experiments/experiments-query.ts'
import { useSession } from '../shell/session.ts'

export type NewImprovement = BodyOf<typeof contract.addImprovement>
/** What is written about an improvement. */
export type Written = Pick<NewImprovement, 'title' | 'why' | 'stage' | 'ownerId'>

/** What could be made better: under way, waiting in its order, over. What is not over is all on the first page. */
export function useImprovements(process: string) {
  const { workspace } = useSession()
  const found = useInfiniteQuery({
    queryKey: ['improvements', workspace.id, process],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) => call(contract.listImprovements, { query: { process, limit: 200, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
  return { ...found, items: found.data?.pages.flatMap(({ items }) => items) ?? [] }
}

export function useImprovementReading(id: string) {
  const { workspace } = useSession()
  const clocks = useClocks()
  return useQuery({
    queryKey: ['improvements', workspace.id, 'reading', id, clocks],
    queryFn: () => call(contract.readImprovement, { params: { id }, query: clocks }),
  })
}

interface Of {
  readonly id: string
}

/** Everything that can be done with an improvement; afterwards what shows it is read anew. */
export function useImprovementActs() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['improvements'] })
  return {
    add: useMutation({ mutationFn: (body: NewImprovement) => call(contract.addImprovement, { body }), onSettled }),
    change: useMutation({
      mutationFn: ({ id, version, ...body }: Of & { version: number } & Partial<Written>) =>
        call(contract.changeImprovement, { params: { id }, body, version }),
      onSettled,
    }),
    move: useMutation({
      mutationFn: ({ id, before }: Of & { before: string | null }) =>
        call(contract.moveImprovement, { params: { id }, body: { before } }),
      onSettled,
    }),
    start: useMutation({
      mutationFn: ({ id, ...body }: Of & BodyOf<typeof contract.startImprovement>) =>
        call(contract.startImprovement, { params: { id }, body }),
      onSettled,
    }),
    finish: useMutation({
      mutationFn: ({ id, ...body }: Of & BodyOf<typeof contract.finishImprovement>) =>
        call(contract.finishImprovement, { params: { id }, body }),
      onSettled,
    }),
    drop: useMutation({
      mutationFn: ({ id }: Of) => call(contract.dropImprovement, { params: { id } }),
      onSettled,
    }),
    takeUp: useMutation({
      mutationFn: ({ id }: Of) => call(contract.takeUpImprovement, { params: { id } }),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: ({ id }: Of) => call(contract.removeImprovement, { params: { id } }),
      onSettled,
    }),
    restore: useMutation({
      mutationFn: ({ id }: Of) => call(contract.restoreImprovement, { params: { id } }),
      onSettled,
    }),
  }
}
