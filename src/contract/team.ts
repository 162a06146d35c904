import * as z from 'zod/mini'
import { member } from './access.ts'
import { endpoint } from './endpoint.ts'
import { id, instant, line, nothing, page, pageQuery, version } from './primitives.ts'

const byId = z.strictObject({ id })

/** Members who work together: who sees the team's customers and deals sees those of its members. */
export const team = z.strictObject({
  id,
  name: z.string(),
  /** Deactivated ones left out. */
  memberCount: z.int(),
  version,
  createdAt: instant,
})
export type Team = z.infer<typeof team>

export const listTeams = endpoint({
  name: 'listTeams',
  method: 'GET',
  path: '/teams',
  permission: 'members.read',
  summary: 'The teams, by name.',
  query: z.strictObject(pageQuery),
  output: page(team),
})

export const addTeam = endpoint({
  name: 'addTeam',
  method: 'POST',
  path: '/teams',
  permission: 'members.manage',
  summary: 'Adds a team.',
  body: z.strictObject({ name: line(80) }),
  output: team,
  status: 201,
  errors: ['name_taken'],
})

export const renameTeam = endpoint({
  name: 'renameTeam',
  method: 'PATCH',
  path: '/teams/{id}',
  permission: 'members.manage',
  summary: 'Renames a team.',
  versioned: true,
  params: byId,
  body: z.strictObject({ name: line(80) }),
  output: team,
  errors: ['name_taken'],
})

export const deleteTeam = endpoint({
  name: 'deleteTeam',
  method: 'DELETE',
  path: '/teams/{id}',
  permission: 'members.manage',
  summary: 'Deletes a team; its members belong to none then.',
  params: byId,
  output: nothing,
})

/** What a member would leave behind. */
export const showBelongings = endpoint({
  name: 'showBelongings',
  method: 'GET',
  path: '/members/{id}/belongings',
  permission: 'members.manage',
  summary: 'What somebody else must take over when the member goes, and the API keys that depend on them.',
  params: byId,
  output: z.strictObject({
    /** Open ones, and those to come back to. */
    deals: z.int(),
    companies: z.int(),
    people: z.int(),
    households: z.int(),
    /** `standsFor`: the key acts as the member and stops with them; the others they only made. */
    keys: z.array(z.strictObject({ id, name: z.string(), standsFor: z.boolean() })),
  }),
})

export const deactivateMember = endpoint({
  name: 'deactivateMember',
  method: 'POST',
  path: '/members/{id}/deactivate',
  permission: 'members.manage',
  summary:
    "Ends a member's access at once, sessions and keys included, and hands their open deals and customers to a colleague, or to nobody.",
  params: byId,
  body: z.strictObject({
    /** Who takes over; null leaves everything without an owner, which everybody sees. */
    handOverTo: z.nullable(id),
    /** Whether the keys they made for the workspace go on, from now on in the name of whoever asks this. */
    keepKeys: z._default(z.boolean(), false),
  }),
  output: member,
  errors: ['last_owner', 'member_deactivated', 'unknown_reference'],
})

export const reactivateMember = endpoint({
  name: 'reactivateMember',
  method: 'POST',
  path: '/members/{id}/reactivate',
  permission: 'members.manage',
  summary:
    'Lets a deactivated member in again, with the role and team they had. What was handed over stays where it is.',
  params: byId,
  output: member,
  errors: ['member_active'],
})
