import { sql } from 'kysely'
import { type CustomField, mostCustomFieldsEver } from '../../../contract/custom-fields.ts'
import { type ListKind, listKinds } from '../../../contract/fields.ts'
import type { Context } from '../../kernel/context.ts'

type Place = Pick<Context, 'tx' | 'workspace'>

interface Known {
  /** The workspace's count of changes that they were read at. */
  readonly version: number
  readonly fields: readonly CustomField[]
}

// The workspace tells with every request whether they are still true. The one not asked for longest goes first.
const known = new Map<string, Known>()
const knownWorkspaces = 1000
const none: readonly CustomField[] = []

/** The fields in use that the workspace has made for a kind of records, in their order. */
export async function customFieldsOf(ctx: Place, record: ListKind): Promise<readonly CustomField[]> {
  const fields = await everyCustomFieldOf(ctx, record)
  return fields.length === 0 ? none : fields.filter(({ retired }) => !retired)
}

/** The same with those that are retired. */
export async function everyCustomFieldOf(ctx: Place, record: ListKind): Promise<readonly CustomField[]> {
  const fields = await readAll(ctx)
  return fields.length === 0 ? none : fields.filter((field) => field.record === record)
}

/** Every field of the workspace: asked for once, and again when one has changed. Of a workspace without any, never. */
async function readAll(ctx: Place): Promise<readonly CustomField[]> {
  const { id, customVersion } = ctx.workspace
  if (customVersion === 0) return none
  const before = known.get(id)
  if (before && customVersion !== undefined && before.version >= customVersion) return before.fields
  const now = await read(ctx)
  known.delete(id)
  known.set(id, now)
  const [oldest] = known.keys()
  if (known.size > knownWorkspaces && oldest !== undefined) known.delete(oldest)
  return now.fields
}

/** The fields with the count they belong to, in one statement: read one after the other, they might not belong together. */
async function read(ctx: Place): Promise<Known> {
  const { rows } = await sql<Known>`
    select w.custom_version as version, coalesce((
      select json_agg(${shown} order by f.position, f.id) from custom_fields f where f.workspace_id = w.id), '[]') as fields
    from workspaces w where w.id = ${ctx.workspace.id}`.execute(ctx.tx)
  return rows[0] ?? { version: 0, fields: none }
}

const shown = sql`json_build_object('id', f.id, 'version', f.version, 'record', f.record, 'key', f.key, 'kind', f.kind,
  'name', f.name, 'description', f.description, 'group', f.group_name, 'required', f.required, 'options', f.options,
  'retired', f.retired_at is not null)`

/** All fields as they are now, also those that this transaction has written. */
export async function listCustomFields(ctx: Place, record?: ListKind): Promise<{ items: CustomField[] }> {
  const { rows } = await sql<{ field: CustomField }>`
    select ${shown} as field from custom_fields f
    where f.workspace_id = ${ctx.workspace.id} ${record === undefined ? sql`` : sql`and f.record = ${record}`}
    order by f.record, f.position, f.id limit ${mostCustomFieldsEver * listKinds.length}`.execute(ctx.tx)
  return { items: rows.map(({ field }) => field) }
}
