import type { Identity, Member } from '../../contract/access.ts'

type Asker = Pick<NonNullable<Identity['current']>['member'], 'id' | 'role' | 'sees' | 'teamId'>

/** Whose deals, by the address; undefined twice: everybody's. */
export interface Whose {
  readonly owner: string | undefined
  readonly team: string | undefined
}

/**
 * Whose deals a screen begins with: a seller's are their own until they ask for more, those of whoever leads a team and sees it
 * are the team's; who sees only their own never asks for all.
 */
export function whoseOf({ id, role, sees, teamId }: Asker, asked: Whose): Whose {
  if (asked.team !== undefined) return asked
  if (asked.owner !== undefined) return { owner: asked.owner === 'all' ? undefined : asked.owner, team: undefined }
  if (role === 'seller') return { owner: id, team: undefined }
  if (sees === 'all') return asked
  return sees === 'team' && teamId !== null ? { owner: undefined, team: teamId } : { owner: id, team: undefined }
}

/** The teams and colleagues whose deals somebody may ask for. */
export function choicesOf<Team extends { readonly id: string }>(
  { id, sees, teamId }: Asker,
  teams: readonly Team[],
  members: readonly Member[],
): { readonly teams: readonly Team[]; readonly members: readonly Member[] } {
  if (sees === 'all') return { teams, members }
  const own = sees === 'team' && teamId !== null ? teamId : undefined
  return {
    teams: teams.filter((team) => team.id === own),
    members: members.filter((member) => member.id === id || (own !== undefined && member.team?.id === own)),
  }
}
