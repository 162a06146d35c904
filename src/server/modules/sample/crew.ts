import type { Language } from '../../../contract/primitives.ts'
import type { Role } from '../../../contract/permissions.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { spelt } from './places/place.ts'
import type { World } from './world.ts'
import { beginning, type Hired } from './years.ts'

/** The day the first seller left; the others took over. */
const leaving = -398

/** Who sells in the sample company, in two teams: members without sign-in, and the actor, who leads them. */
export function hire(world: World, ctx: Context, language: Language) {
  const { place, workspaceId, calendar, say } = world
  const at = (day: number) => calendar.at(day, 8 * 60)
  const team = (key: 'companies' | 'households') => ({
    workspace_id: workspaceId,
    id: newId(),
    name: say(`team.${key}`),
    created_at: at(beginning - 20),
  })
  const teams = [team('companies'), team('households')]
  const member = (name: string, role: Role, teamAt: number | null, day: number, left: number | null = null) => ({
    workspace_id: workspaceId,
    id: newId(),
    name: spelt(name),
    role,
    language,
    team_id: teamAt === null ? null : (teams[teamAt]?.id ?? null),
    sees: 'all',
    theme: 'system',
    single_keys: true,
    version: 1,
    field_versions: {},
    created_at: at(day),
    deactivated_at: left === null ? null : at(left),
  })
  const manager = member(place.manager, 'manager', 0, beginning - 20)
  const [first, second, third, fourth, fifth, sixth] = place.sellers
  const paul = member(first, 'seller', 0, beginning - 20, leaving)
  const aoife = member(second, 'seller', 0, beginning - 20)
  const tom = member(third, 'seller', 0, beginning - 20)
  const grace = member(fourth, 'seller', 0, leaving + 14)
  const liam = member(fifth, 'seller', 1, beginning - 20)
  const sinead = member(sixth, 'seller', 1, -520)
  const care = member(place.care, 'care', null, beginning + 90)
  const me = ctx.actor.kind === 'member' ? ctx.actor.id : manager.id
  const hired = (id: string, share: number, skill: number, pace: number, since = beginning): Hired => ({
    seller: { id, skill, pace },
    since,
    until: 0,
    share,
  })
  const heir = { day: leaving, heir: aoife.id, manager: manager.id }
  return {
    teams,
    members: [manager, paul, aoife, tom, grace, liam, sinead, care],
    managerId: manager.id,
    sellerIds: [aoife, tom, liam, grace, sinead].map(({ id }) => id),
    /** Whom deals wait for, and who takes them. */
    receivers: { waiting: [me, aoife.id], seller: tom.id, care: care.id },
    companySellers: [
      { seller: { id: paul.id, skill: 0.75, pace: 1.25, left: heir }, since: beginning, until: leaving, share: 30 },
      hired(aoife.id, 34, 1.3, 0.9),
      hired(tom.id, 30, 0.9, 1.05),
      hired(grace.id, 28, 1.05, 0.95, leaving + 14),
      hired(manager.id, 7, 1.2, 1),
      hired(me, 20, 1.15, 1),
    ],
    householdSellers: [hired(liam.id, 50, 1.1, 0.9), hired(sinead.id, 42, 0.85, 1.1, -520)],
  }
}
