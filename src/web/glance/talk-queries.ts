import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoint.ts'
import { dropTalk, listTalks, settleTalkPoint, writeTalk } from '../../contract/talks.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { toast, useProblemWords } from '../ui/index.ts'

const mostTalks = 10

export function useTalks(member: string) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['talks', workspace.id, member],
    queryFn: () => call(listTalks, { query: { member, limit: mostTalks } }),
  })
}

export function useWriteTalk(onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof writeTalk>) => call(writeTalk, { body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['talks'] })
      onDone()
    },
  })
}

export function useDropTalk() {
  const queries = useQueryClient()
  const say = useProblemWords()
  return useMutation({
    mutationFn: (id: string) => call(dropTalk, { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['talks'] }),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
}

export function useSettle() {
  const queries = useQueryClient()
  const say = useProblemWords()
  return useMutation({
    mutationFn: ({ id, done }: { id: string; done: boolean }) =>
      call(settleTalkPoint, { params: { id }, body: { done } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['talks'] }),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
}
