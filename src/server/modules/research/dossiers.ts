import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import * as contract from '../../../contract/dossiers.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import { type Context, today } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, requireOrder } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { byWhom } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { isAbout, requireWhom, type Whom, whomColumns, whomOf, whomSeen } from '../../kernel/whom.ts'
import { isPrivate, type Stated, statedNow } from './private.ts'

/** Whoever needs more than this about one customer writes a note. */
const mostAbout = 200
/** How long a fact is kept unless said: what is private ages faster, and less of it is anybody's business. */
const usualYears = { open: 2, private: 1 }

export interface FactRow
  extends Pick<
    contract.DossierFact,
    'id' | 'version' | 'kind' | 'text' | 'source' | 'confidence' | 'basis' | 'addedBy'
  > {
  readonly field_versions: Record<string, number>
  readonly learned_on: string
  readonly expires_on: string
}

const cursor = z.tuple([z.int(), z.uuid()])

/** The facts about a customer by kind; those of private life are only counted. */
export async function listFacts(ctx: Context, query: QueryOf<typeof contract.listDossierFacts>) {
  const after = decodeCursor(query.after, cursor)
  const whom = whomOf(query)
  const kindAt = sql`array_position(${contract.factKinds}::text[], f.kind)`
  const { rows } = await sql<FactRow & { kind_at: number }>`
    ${factRows(
      ctx,
      sql<boolean>`${isAbout('f', whom)} and not f.is_private
      and ${after ? sql`(${kindAt}, f.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}`,
    )}
    order by ${kindAt}, f.id limit ${query.limit + 1}`.execute(ctx.tx)
  const stated = await statedNow(ctx)
  const pageKey = (row: FactRow) => [contract.factKinds.indexOf(row.kind) + 1, row.id]
  return {
    ...pageOf(rows, query.limit, pageKey, show),
    privateCount: await countPrivate(ctx, stated, sql<boolean>`${isAbout('f', whom)}`),
    kinds: kindsFor(ctx, whom, stated),
  }
}

/** How many facts of private life the actor could read. */
async function countPrivate(ctx: Context, stated: Stated, where: RawBuilder<boolean>): Promise<number> {
  if (!has(ctx.actor, 'private.read') || stated.kinds.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from dossier_facts f
    where f.workspace_id = ${ctx.workspace.id} and ${where} and f.is_private
      and f.kind = any(${[...stated.kinds]}::text[]) and f.expires_on >= ${today(ctx)}::date and ${whomSeen(ctx, 'f')}`.execute(
    ctx.tx,
  )
  return rows[0]?.count ?? 0
}

/** A company has no private life, and without a statement nobody has. */
function kindsFor(ctx: Context, { kind }: Whom, stated: Stated): contract.FactKind[] {
  const mayPrivate = kind !== 'company' && has(ctx.actor, 'private.read')
  return [...contract.openKinds, ...(mayPrivate ? stated.kinds : [])]
}

export async function addFact(
  ctx: Context,
  input: BodyOf<typeof contract.addDossierFact>,
): Promise<contract.DossierFact> {
  const whom = whomOf(input)
  await requireWhom(ctx, whom)
  const { kind, text, source, confidence, learnedOn = today(ctx) } = input
  const stated = await requireKind(ctx, whom, kind)
  const years = isPrivate(kind) ? usualYears.private : usualYears.open
  const expiresOn = input.expiresOn ?? Temporal.PlainDate.from(today(ctx)).add({ years }).toString()
  requireOrder(learnedOn, expiresOn, 'expiresOn')
  await requireRoom(ctx, whom)
  const id = newId()
  await ctx.tx
    .insertInto('dossier_facts')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      ...whomColumns(whom),
      kind,
      is_private: isPrivate(kind),
      text,
      source,
      learned_on: learnedOn,
      confidence,
      basis: (isPrivate(kind) ? stated.basis : input.basis) ?? 'legitimate_interest',
      expires_on: expiresOn,
      created_at: ctx.now,
      created_by: ctx.actor.id,
    })
    .execute()
  return show(await find(ctx, id))
}

const columns = {
  kind: 'kind',
  text: 'text',
  source: 'source',
  learnedOn: 'learned_on',
  confidence: 'confidence',
  basis: 'basis',
  expiresOn: 'expires_on',
} as const

export async function changeFact(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeDossierFact>,
): Promise<contract.DossierFact> {
  const row = await find(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const kind = input.kind ?? row.kind
  const stated = await requireKind(ctx, row.whom, kind)
  const wanted = { ...input, ...(isPrivate(kind) && stated.basis ? { basis: stated.basis } : {}) }
  const changed = changedFields(current, wanted)
  if (changed.length === 0) return current
  requireOrder(input.learnedOn ?? row.learned_on, input.expiresOn ?? row.expires_on, 'expiresOn')
  await ctx.tx
    .updateTable('dossier_facts')
    .set({ ...columnsOf(columns, wanted), is_private: isPrivate(kind), ...nextVersion(row, changed) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(await find(ctx, id))
}

export async function eraseFact(ctx: Context, id: string): Promise<Record<string, never>> {
  await find(ctx, id, true)
  await ctx.tx.deleteFrom('dossier_facts').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

/** Refuses private life where nobody stated why it may be kept, and whoever may not read it. */
async function requireKind(ctx: Context, whom: Pick<Whom, 'kind'>, kind: contract.FactKind): Promise<Stated> {
  const stated = await statedNow(ctx)
  if (!isPrivate(kind)) return stated
  if (!has(ctx.actor, 'private.read')) fail('forbidden', { permission: 'private.read' })
  if (whom.kind === 'company' || !stated.kinds.includes(kind)) fail('private_not_stated', { kind })
  return stated
}

async function requireRoom(ctx: Context, whom: Whom): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from dossier_facts f
    where f.workspace_id = ${ctx.workspace.id} and ${isAbout('f', whom)}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= mostAbout) fail('too_many', { kind: 'dossier', limit: mostAbout })
}

/** A fact that the actor sees; one of private life only where it may be read. */
async function find(ctx: Context, id: string, lock = false): Promise<FactRow & { readonly whom: Pick<Whom, 'kind'> }> {
  const stated = has(ctx.actor, 'private.read') ? await statedNow(ctx) : { kinds: [] }
  const { rows } = await sql<FactRow & { of_company: boolean }>`
    ${factRows(ctx, sql<boolean>`f.id = ${id} and (not f.is_private or f.kind = any(${[...stated.kinds]}::text[]))`)}
    ${lock ? sql`for update of f` : sql``}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return fail('not_found', { kind: 'dossier-fact' })
  return { ...row, whom: { kind: row.of_company ? 'company' : 'person' } }
}

/** Facts `f` whose time is not over, about customers that the actor sees. */
export function factRows(ctx: Context, where: RawBuilder<boolean>, more: RawBuilder<unknown> = sql``) {
  return sql<FactRow & { of_company: boolean }>`
    select f.id, f.version, f.field_versions, f.kind, f.text, f.source, f.learned_on, f.confidence, f.basis, f.expires_on,
      f.company_id is not null as of_company, ${byWhom('f.created_by')} as "addedBy" ${more}
    from dossier_facts f
    where f.workspace_id = ${ctx.workspace.id} and f.expires_on >= ${today(ctx)}::date and ${where}
      and ${whomSeen(ctx, 'f')}`
}

export function show(row: FactRow): contract.DossierFact {
  const { id, version, kind, text, source, confidence, basis, addedBy } = row
  const days = { learnedOn: row.learned_on, expiresOn: row.expires_on }
  return { id, version, kind, text, source, confidence, basis, ...days, addedBy }
}
