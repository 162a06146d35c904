import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type { Language } from '../../../contract/primitives.ts'
import type * as contract from '../../../contract/process.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { renderTemplate } from './templates.ts'
import { insertStages, showVersion, versionColumns } from './versions.ts'

const versionsShown = 50

/** The ways this workspace sells, newest first. */
export async function listProcesses(ctx: Context, query: QueryOf<typeof contract.listProcesses>) {
  const after = decodeCursor(query.after, idCursor)
  const versionOf = (status: 'published' | 'draft') => sql<string | null>`
    (select v.id from process_versions v
      where v.workspace_id = processes.workspace_id and v.process_id = processes.id and v.status = ${sql.lit(status)})`
  const rows = await ctx.tx
    .selectFrom('processes')
    .select(['id', 'name', 'is_default', 'version'])
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
      version: row.version,
      publishedVersionId: row.published_id,
      draftVersionId: row.draft_id,
    }),
  )
}

/** One process with its newest versions: a process has at least one. */
export async function showProcess(ctx: Context, id: string): Promise<contract.ProcessDetail> {
  const { rows } = await sql<
    Parameters<typeof showVersion>[0] & {
      process_name: string
      is_default: boolean
      process_edit: number
    }
  >`
    select p.name as process_name, p.is_default, p.version as process_edit, ${versionColumns}
    from processes p join process_versions v on v.workspace_id = p.workspace_id and v.process_id = p.id
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${id}
    order by v.number desc limit ${versionsShown}`.execute(ctx.tx)
  const [newest] = rows
  if (!newest) return fail('not_found', { kind: 'process' })
  return {
    id,
    name: newest.process_name,
    isDefault: newest.is_default,
    version: newest.process_edit,
    versions: rows.map(showVersion),
  }
}

export async function addProcess(
  ctx: Context,
  input: BodyOf<typeof contract.addProcess>,
): Promise<contract.ProcessDetail> {
  const { template, name, language = ctx.workspace.language } = input
  const id = await createProcess(ctx, { template, language, name, isDefault: false })
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
  const name = input.name ?? template.name
  const process = {
    workspace_id: ctx.workspace.id,
    id: newId(),
    name,
    is_default: input.isDefault,
    created_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'process',
    () => ctx.tx.insertInto('processes').values(process).execute(),
    () =>
      ctx.tx
        .selectFrom('processes')
        .select('id')
        .where('workspace_id', '=', ctx.workspace.id)
        .where(sql`lower(name)`, '=', sql`lower(${name})`)
        .executeTakeFirst(),
  )
  const version = { id: newId(), processId: process.id }
  await ctx.tx
    .insertInto('process_versions')
    .values({
      workspace_id: ctx.workspace.id,
      id: version.id,
      process_id: process.id,
      number: 1,
      status: 'published',
      created_at: ctx.now,
      published_at: ctx.now,
      published_by: ctx.actor.id,
    })
    .execute()
  await insertStages(ctx, version, template.stages)
  return process.id
}
