import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type { Language } from '../../../contract/primitives.ts'
import type * as contract from '../../../contract/process.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { audit } from '../access/index.ts'
import { renderTemplate } from './templates.ts'
import { insertStages, readVersion, showVersion, versionColumns } from './versions.ts'

const versionsShown = 50

/** The ways this workspace sells, newest first. */
export async function listProcesses(ctx: Context, query: QueryOf<typeof contract.listProcesses>) {
  const after = decodeCursor(query.after, idCursor)
  const versionOf = (status: 'published' | 'draft') => sql<string | null>`
    (select v.id from process_versions v
      where v.workspace_id = processes.workspace_id and v.process_id = processes.id and v.status = ${sql.lit(status)})`
  const rows = await ctx.tx
    .selectFrom('processes')
    .select(['id', 'name', 'is_default', 'retired_at', 'version'])
    .select(openDeals(ctx).as('open_deals'))
    .select([versionOf('published').as('published_id'), versionOf('draft').as('draft_id')])
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(after !== null, (q) => q.where('id', '<', after?.[0] ?? ''))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      name: row.name,
      isDefault: row.is_default,
      retiredAt: row.retired_at?.toISOString() ?? null,
      version: row.version,
      openDeals: row.open_deals,
      publishedVersionId: row.published_id,
      draftVersionId: row.draft_id,
    }),
  )
}

const openDeals = ({ actor }: Context) => sql<number>`(select count(*) from deals d
  where d.workspace_id = processes.workspace_id and d.process_id = processes.id and d.outcome = 'open'
    and ${seen(actor, sql.ref('d.owner_id'))})`

/** One process with its newest versions: a process has at least one. */
export async function showProcess(ctx: Context, id: string): Promise<contract.ProcessDetail> {
  const { rows } = await sql<
    Parameters<typeof showVersion>[0] & {
      process_name: string
      is_default: boolean
      process_retired_at: Date | null
      process_edit: number
    }
  >`
    select p.name as process_name, p.is_default, p.retired_at as process_retired_at, p.version as process_edit,
       ${versionColumns(ctx)}
    from processes p join process_versions v on v.workspace_id = p.workspace_id and v.process_id = p.id
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${id}
    order by v.number desc limit ${versionsShown}`.execute(ctx.tx)
  const [newest] = rows
  if (!newest) return fail('not_found', { kind: 'process' })
  return {
    id,
    name: newest.process_name,
    isDefault: newest.is_default,
    retiredAt: newest.process_retired_at?.toISOString() ?? null,
    version: newest.process_edit,
    versions: rows.map(showVersion),
  }
}

export async function addProcess(
  ctx: Context,
  input: BodyOf<typeof contract.addProcess>,
): Promise<contract.ProcessDetail> {
  const { template, copyOf, name, language = ctx.workspace.language } = input
  if (copyOf !== undefined) {
    const { stages, overrides } = await publishedOf(ctx, copyOf)
    if (name === undefined) return failFields([{ field: 'name', code: 'required' }])
    return showProcess(ctx, await insertProcess(ctx, { name, stages, overrides, isDefault: false }))
  }
  if (template === undefined) return failFields([{ field: 'template', code: 'required' }])
  return showProcess(ctx, await createProcess(ctx, { template, language, name, isDefault: false }))
}

async function publishedOf(ctx: Context, processId: string): Promise<contract.ProcessVersion> {
  const version = await ctx.tx
    .selectFrom('process_versions')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('process_id', '=', processId)
    .where('status', '=', 'published')
    .executeTakeFirst()
  return version ? readVersion(ctx, version.id) : fail('unknown_reference', { field: 'copyOf' })
}

/** Renames a process, makes it the default one, retires it or takes it back. Its deals and versions stay as they are. */
export async function changeProcess(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeProcess>,
): Promise<contract.ProcessDetail> {
  // Whoever chooses a default locks all processes, in one order: two at once would each see the other's choice too late.
  const rows = await ctx.tx
    .selectFrom('processes')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .$if(input.isDefault !== true, (q) => q.where('id', '=', id))
    .orderBy('id')
    .limit(1000)
    .forUpdate()
    .execute()
  const row = rows.find((process) => process.id === id)
  if (!row) return fail('not_found', { kind: 'process' })
  requireVersion(ctx, row, await showProcess(ctx, id))
  const { name = row.name, isDefault = row.is_default, isRetired = row.retired_at !== null } = input
  if (isDefault && isRetired) fail('default_process_stays')
  if (isDefault && !row.is_default) {
    const { versions } = await showProcess(ctx, id)
    if (!versions.some(({ status }) => status === 'published')) fail('no_published_process')
    await ctx.tx
      .updateTable('processes')
      .set({ is_default: false })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('is_default', '=', true)
      .execute()
  }
  const set = {
    name,
    is_default: isDefault,
    retired_at: isRetired ? (row.retired_at ?? ctx.now) : null,
    ...nextVersion(row, Object.keys(input)),
  }
  await named(ctx, name, () =>
    ctx.tx
      .updateTable('processes')
      .set(set)
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute(),
  )
  await audit(ctx, {
    action: 'process.changed',
    subject: { kind: 'process', id },
    data: { fields: Object.keys(input) },
  })
  return showProcess(ctx, id)
}

interface CreateProcess {
  /** The key of a template. */
  readonly template: string
  /** In whose words. */
  readonly language: Language
  /** The template's own name unless said. */
  readonly name?: string | undefined
  readonly isDefault: boolean
}

/**
 * Makes a process from a template and publishes it as version 1. Returns its id.
 * Refuses `unknown_reference` for a template there is not, `name_taken` for a name there is.
 */
export async function createProcess(ctx: Context, input: CreateProcess): Promise<string> {
  const template = renderTemplate(input.template, input.language)
  if (!template) return fail('unknown_reference', { field: 'template' })
  const { name = template.name, isDefault } = input
  return insertProcess(ctx, { name, stages: template.stages, overrides: 'anyone', isDefault })
}

interface NewProcess extends Pick<contract.ProcessVersion, 'overrides'> {
  readonly name: string
  readonly stages: readonly contract.StageDraft[]
  readonly isDefault: boolean
}

/** Makes a process of these stages and publishes it as version 1. Returns its id. Refuses `name_taken`. */
export async function insertProcess(ctx: Context, { name, stages, overrides, isDefault }: NewProcess): Promise<string> {
  const workspace_id = ctx.workspace.id
  const process = { workspace_id, id: newId(), name, is_default: isDefault, created_at: ctx.now }
  await named(ctx, name, () => ctx.tx.insertInto('processes').values(process).execute())
  const version = { id: newId(), processId: process.id }
  await ctx.tx
    .insertInto('process_versions')
    .values({
      workspace_id,
      id: version.id,
      process_id: process.id,
      number: 1,
      status: 'published',
      overrides,
      created_at: ctx.now,
      published_at: ctx.now,
      published_by: ctx.actor.id,
    })
    .execute()
  await insertStages(ctx, version, stages)
  return process.id
}

/** Makes a write under a name that no other process may have. */
function named<Result>(ctx: Context, name: string, write: () => Promise<Result>): Promise<Result> {
  return unlessTaken(ctx, 'process', write, () =>
    ctx.tx
      .selectFrom('processes')
      .select('id')
      .where('workspace_id', '=', ctx.workspace.id)
      .where(sql`lower(name)`, '=', sql`lower(${name})`)
      .executeTakeFirst(),
  )
}
