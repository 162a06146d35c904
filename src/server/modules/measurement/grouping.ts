import type { Dimension } from '../../../contract/measurement.ts'
import type { Context } from '../../kernel/context.ts'
import { type DividingField, companyValues, dividingField, isMarked, markedNames } from './dividing-field.ts'
import { type Grouping, boundsIn, markedName, sizeBand } from './groups.ts'

interface Divided {
  readonly by: Grouping['by']
  /** Where price bands end, if not at the deals' own quartiles. */
  readonly bounds?: readonly number[] | null
  /** Where a field of the workspace's own divides. */
  readonly field?: DividingField | null
  /** The one group that matters: others may be left out. */
  readonly only?: string
}

/** What a grouping needs beside the history: the teams of owners, what is known of companies. */
export async function groupingOf(ctx: Context, { by, bounds = null, field = null, only }: Divided): Promise<Grouping> {
  const groups = field?.record === 'companies' ? await companyValues(ctx, field, only) : await groupsOf(ctx, by)
  const own = field?.record === 'deals' ? { key: field.key, name: field.name, isMarked: isMarked(field) } : null
  return { by, groups, field: own, bounds, currency: ctx.workspace.currency }
}

/** The grouping in which a group of that key is found again; by a field, the field named. */
export async function groupingFor(
  ctx: Context,
  by: Grouping['by'],
  key: string,
  named: string | undefined,
): Promise<Grouping> {
  const field = by === 'field' ? await dividingField(ctx, named) : null
  return groupingOf(ctx, { by, bounds: by === 'price' ? boundsIn(key) : null, field, only: key })
}

async function groupsOf(ctx: Context, by: Grouping['by']): Promise<Map<string, string>> {
  if (by === 'team') return teamsOfOwners(ctx)
  if (by === 'sector') return sectorsOfCompanies(ctx)
  return by === 'size' ? sizesOfCompanies(ctx) : new Map()
}

// One column beside the id, so that the index alone answers for a hundred thousand companies.
async function sectorsOfCompanies(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .selectFrom('companies')
    .select(['id', 'sector'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('sector', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, sector }) => [id, markedName(sector ?? '')]))
}

async function sizesOfCompanies(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .selectFrom('companies')
    .select(['id', 'employees'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('employees', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, employees }) => [id, sizeBand(employees ?? 0)]))
}

async function teamsOfOwners(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .selectFrom('members')
    .select(['id', 'team_id'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('team_id', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, team_id }) => [id, team_id ?? '']))
}

/** What people call these groups; a key that is its own name, or a code, is not in it. */
export async function groupNames(
  ctx: Context,
  by: Dimension,
  keys: readonly string[],
  field: DividingField | null = null,
): Promise<Map<string, string>> {
  if (by === 'sector' || (by === 'field' && field?.kind !== 'person')) return markedNames(keys, field?.options ?? [])
  const table = by === 'field' ? 'members' : namedTables[by as keyof typeof namedTables]
  const ids = keys.filter((key) => /^[\da-f-]{36}$/.test(key))
  if (by === 'version') return versionNames(ctx, ids)
  if (table === undefined || ids.length === 0) return new Map()
  const rows = await ctx.tx
    .selectFrom(table)
    .select(['id', 'name'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])))
}

const namedTables = {
  owner: 'members',
  team: 'teams',
  source: 'sources',
  product: 'products',
  terms: 'payment_terms',
} as const satisfies Partial<Record<Dimension, string>>

async function versionNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.tx
    .selectFrom('process_versions as v')
    .innerJoin('processes as p', (join) =>
      join.onRef('p.workspace_id', '=', 'v.workspace_id').onRef('p.id', '=', 'v.process_id'),
    )
    .select(['v.id', 'v.number', 'p.name'])
    .where('v.workspace_id', '=', ctx.workspace.id)
    .where('v.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, number, name }) => [id, `${name} ${number}`]))
}
