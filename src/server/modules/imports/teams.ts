import { sql } from 'kysely'
import type { ImportMapping } from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { fold } from '../../kernel/fold.ts'
import { has } from '../../kernel/rights.ts'
import type { BaseRow } from './base-columns.ts'
import type { Run } from './batch-context.ts'
import { rowReader } from './cells.ts'
import type { Lookups } from './lookups.ts'
import { unheard } from './problems.ts'
import { readTable } from './reading/table.ts'
import type { ImportRow, Progress } from './store.ts'
import { type StoredFile, storedSource } from './stored-file.ts'
import type { TeamRules } from './team-names.ts'

/** Whoever may not manage members brings them without their teams. */
export function teamsLeft(ctx: Context, mapping: ImportMapping): Pick<Progress, 'leavesTeams'> {
  const says = Object.values(mapping.files).some(
    ({ kind, fields }) => kind === 'members' && ('team' in fields || 'manager' in fields),
  )
  return says && !has(ctx.actor, 'members.manage') ? { leavesTeams: true } : { leavesTeams: false }
}

/** Reads a file of members once through: only all of its rows say whether an office has several managers. */
export async function teamRules(run: Run, file: StoredFile, { mapping, result }: ImportRow): Promise<TeamRules | null> {
  const format = mapping.files[file.name]
  if (format?.kind !== 'members') return null
  const areLeft = result.leavesTeams === true
  const managers = new Map<string, Set<string>>()
  const needsAll = !areLeft && 'team' in format.fields && 'manager' in format.fields
  if (needsAll) {
    for await (const { headers, rows } of readTable(await storedSource(run.db, run.workspace.id, file), format)) {
      const reader = rowReader(file.name, format, headers, run.workspace.currency)
      for (const { record, number } of rows) {
        const row = reader.row(record, number, unheard)
        const [office, manager] = [row.text('team'), row.text('manager')]
        if (office === null || manager === null) continue
        const known = managers.get(fold(office)) ?? new Set()
        managers.set(fold(office), known.add(fold(manager)))
      }
    }
  }
  const divided = [...managers].flatMap(([office, its]) => (its.size > 1 ? [office] : []))
  return { areLeft, divided: new Set(divided) }
}

/** The team of a member's row: one that is there, else a new one. */
export function teamOf({ row, team }: BaseRow, refs: Lookups): string | null {
  if (team === null) return null
  const ofManager = team.ofManager === null ? undefined : refs.teams.byName(team.ofManager)
  const known = ofManager ?? refs.teams.byName(team.name)
  if (known) return known.id
  row.remark('team_new', team.manager === team.name ? 'manager' : 'team', team.name)
  return refs.teams.add(team.name).id
}

/**
 * Who leads the teams that these rows name, by id, with what that says of them: they are of the first such team unless they are of one,
 * and managers unless they can sign in, for what those may do is said elsewhere.
 */
export async function leading(
  ctx: Context,
  rows: readonly BaseRow[],
  refs: Lookups,
): Promise<Map<string, Record<string, string>>> {
  const leads = new Map<string, string>()
  for (const one of rows) {
    const manager = one.team?.manager ?? null
    const teamId = teamOf(one, refs)
    if (manager === null || teamId === null) continue
    const known = refs.members.byName(manager)
    if (!known) one.row.remark('manager_new', 'manager')
    const { id } = known ?? refs.members.add(manager)
    if (!leads.has(id)) leads.set(id, teamId)
  }
  if (leads.size === 0) return new Map()
  const { rows: there } = await sql<{ id: string; hasTeam: boolean; isSet: boolean }>`
    select id, team_id is not null as "hasTeam", user_id is not null or role <> 'seller' as "isSet" from members
    where workspace_id = ${ctx.workspace.id} and id = any(${[...leads.keys()]}::uuid[]) limit ${leads.size}`.execute(
    ctx.tx,
  )
  const found = new Map(there.map((member) => [member.id, member]))
  return new Map(
    [...leads].map(([id, teamId]) => {
      const member = found.get(id)
      return [id, { ...(member?.hasTeam ? {} : { team_id: teamId }), ...(member?.isSet ? {} : { role: 'manager' }) }]
    }),
  )
}
