import { useMembers } from '../people/members.ts'
import type { Owners } from './sold-deals.ts'

/** Whose deals the lists behind numbers show: a seller's, those of a team's members, or everybody's. */
export function useOwners(owner: string | undefined, team: string | undefined) {
  const members = useMembers()
  const ofTeam = (id: string) => members.filter((member) => member.team?.id === id).map((member) => member.id)
  const owners: Owners = owner !== undefined ? [owner] : team !== undefined ? ofTeam(team) : null
  return { owners, ofTeam }
}
