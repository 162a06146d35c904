import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../../contract/dossiers.ts'
import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { has } from '../../kernel/rights.ts'
import { isAbout, requireWhom, tableOf, type Whom, whomOf } from '../../kernel/whom.ts'
import { audit } from '../access/index.ts'
import { type FactRow, factRows, show } from './dossiers.ts'
import { statedNow } from './private.ts'

/** No dossier holds more (`mostAbout`), except one that others were merged into. */
const mostRead = 2_000

/** Facts of private life, to whoever may read them; that they were read is kept. */
export async function readPrivate(ctx: Context, input: BodyOf<typeof contract.readPrivateFacts>) {
  const whom = whomOf(input)
  await requireWhom(ctx, whom)
  const { kinds } = await statedNow(ctx)
  const rows = await readFacts(
    ctx,
    sql<boolean>`${isAbout('f', whom)} and f.is_private and f.kind = any(${[...kinds]}::text[])`,
  )
  if (rows.length > 0) await audit(ctx, { action: 'private.read', subject: whom, data: { facts: rows.length } })
  return { items: rows.map(show) }
}

/** All that is held about somebody, for themselves: also what may not be kept any more and is not erased yet. */
export async function exportDossier(
  ctx: Context,
  input: BodyOf<typeof contract.exportDossier>,
): Promise<OutputOf<typeof contract.exportDossier>> {
  const whom = whomOf(input)
  await requireWhom(ctx, whom)
  if (!has(ctx.actor, 'private.read')) fail('forbidden', { permission: 'private.read' })
  const rows = await readFacts(ctx, isAbout('f', whom))
  await audit(ctx, { action: 'dossier.exported', subject: whom, data: { facts: rows.length } })
  return { of: { ...whom, name: await nameOf(ctx, whom) }, exportedAt: ctx.now.toISOString(), facts: rows.map(show) }
}

export async function eraseDossier(ctx: Context, input: BodyOf<typeof contract.eraseDossier>) {
  const whom = whomOf(input)
  await requireWhom(ctx, whom)
  const { numAffectedRows = 0n } = await sql`
    delete from dossier_facts f where f.workspace_id = ${ctx.workspace.id} and ${isAbout('f', whom)}`.execute(ctx.tx)
  const erased = Number(numAffectedRows)
  await audit(ctx, { action: 'dossier.erased', subject: whom, data: { facts: erased } })
  return { erased }
}

async function readFacts(ctx: Context, where: RawBuilder<boolean>): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`${factRows(ctx, where)} order by f.kind, f.id limit ${mostRead}`.execute(ctx.tx)
  return rows
}

async function nameOf(ctx: Context, { kind, id }: Whom): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select t.name from ${sql.table(tableOf(kind))} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${id}`.execute(ctx.tx)
  return rows[0]?.name ?? ''
}
