import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changeMember, listMembers } from '../../contract/access.ts'
import type { Member } from '../../contract/access.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { listTeams } from '../../contract/team.ts'
import type { Team } from '../../contract/team.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { toast, useProblemWords } from '../ui/index.ts'

/** The teams, by name; a page of 200 is all. */
export function useTeams(): readonly Team[] {
  const { workspace } = useSession()
  const teams = useQuery({
    queryKey: ['teams', workspace.id],
    queryFn: () => call(listTeams, { query: { limit: 200 } }),
    staleTime: 60_000,
  })
  return teams.data?.items ?? []
}

/** The members who are not deactivated, by name; the first 200. */
export function useColleagues(): readonly Member[] {
  const { workspace } = useSession()
  const members = useQuery({
    queryKey: ['members', workspace.id, 'colleagues'],
    queryFn: () => call(listMembers, { query: { limit: 200 } }),
    staleTime: 60_000,
  })
  return members.data?.items ?? []
}

/** Reads everything about the team anew: who is in, who is invited, which teams, and how many one works with. */
export function useTeamRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  const { workspace } = useSession()
  return async () => {
    await Promise.all(
      ['members', 'teams', 'invitations', 'api-keys', 'audit'].map((kind) =>
        queries.invalidateQueries({ queryKey: [kind, workspace.id] }),
      ),
    )
    // Other screens name colleagues too.
    await queries.invalidateQueries({ queryKey: ['members', 'first'] })
    await queries.invalidateQueries({ queryKey: ['session', workspace.slug] })
  }
}

type Change = Omit<BodyOf<typeof changeMember>, 'name'>

/** Changes a member and says so, with the way back; `say` words the change that was saved. */
export function useMemberChange(member: Member, say: (saved: Member) => string) {
  const { member: me } = useSession()
  const words = useProblemWords()
  const refresh = useTeamRefresh()
  const change = useMutation({
    mutationFn: ({ body, version }: { body: Change; version: number }) =>
      call(changeMember, { params: { id: member.id }, version, body }),
    onSuccess: (saved, { body }) => {
      const before: Change = {
        ...(body.role === undefined ? {} : { role: member.role }),
        ...(body.sees === undefined ? {} : { sees: member.sees }),
        ...(body.teamId === undefined ? {} : { teamId: member.team?.id ?? null }),
      }
      toast({
        text: say(saved),
        // Whoever gave up their own right to manage could not take it back.
        ...(member.id === me.id ? {} : { onUndo: () => change.mutate({ body: before, version: saved.version }) }),
      })
    },
    onError: (error) => toast({ text: words(error), tone: 'bad' }),
    onSettled: refresh,
  })
  return { isPending: change.isPending, change: (body: Change) => change.mutate({ body, version: member.version }) }
}
