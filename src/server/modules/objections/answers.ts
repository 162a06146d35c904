import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/objections.ts'
import { changedFields, columnsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold, foldedWords, likePiece } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'

/** More answers than this nobody finds anything in. */
const most = 1_000

interface Row extends Omit<contract.Answer, 'productId' | 'retired'> {
  readonly field_versions: Record<string, number>
  readonly title_folded: string
  readonly retired_at: Date | null
}

const titleCursor = z.tuple([cursorText, z.uuid()])

/** Prepared answers by their titles. Words are looked for in titles and texts; those for a product come with those for any. */
export async function listAnswers(ctx: Context, query: QueryOf<typeof contract.listAnswers>) {
  const after = decodeCursor(query.after, titleCursor)
  const conditions = [sql`true`]
  if (query.kind) conditions.push(sql`a.kind = ${query.kind}`)
  if (query.product) conditions.push(sql`(a.product_id = ${query.product} or a.product_id is null)`)
  if (query.retired === undefined) conditions.push(sql`a.retired_at is null`)
  for (const word of foldedWords(query.q ?? '')) conditions.push(sql`a.words_folded like ${likePiece(word)}`)
  if (after) conditions.push(sql`(a.title_folded, a.id) > (${after[0]}, ${after[1]}::uuid)`)
  const { rows } = await sql<Row>`
    ${answerRows(ctx)} and ${sql.join(conditions, sql` and `)}
    order by a.title_folded, a.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.title_folded, row.id], show)
}

/** For each kind the two answers that overcame it most often of those for these products, or for any. */
export async function answersThatWork(
  ctx: Context,
  kinds: readonly contract.Answer['kind'][],
  productIds: readonly string[],
): Promise<contract.Answer[]> {
  const { rows } = await sql<Row>`
    select * from (
      select x.*, row_number() over (partition by x.kind
        order by x.overcame::numeric / greatest(x.given, 1) desc, x.given desc, x.title_folded, x.id) as place
      from (
        ${answerRows(ctx)} and a.retired_at is null and a.kind = any(${[...kinds]}::text[])
          and (a.product_id is null or a.product_id = any(${[...productIds]}::uuid[]))) x) y
    where y.place <= 2 order by y.kind, y.place limit 100`.execute(ctx.tx)
  return rows.map(show)
}

export async function addAnswer(ctx: Context, input: BodyOf<typeof contract.addAnswer>): Promise<contract.Answer> {
  const { title, kind, texts, productId = null, questions = null } = input
  await requireProduct(ctx, productId)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from answers where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= most) fail('too_many', { kind: 'answers', limit: most })
  const id = newId()
  await ctx.tx
    .insertInto('answers')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      title,
      ...folded({ title, texts }),
      kind,
      product_id: productId,
      texts: JSON.stringify(texts),
      questions,
      created_at: ctx.now,
    })
    .execute()
  await keepVersion(ctx, id)
  return show(await find(ctx, id))
}

const columns = { title: 'title', kind: 'kind', productId: 'product_id', questions: 'questions' } as const

export async function changeAnswer(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeAnswer>,
): Promise<contract.Answer> {
  const row = await find(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  await requireProduct(ctx, input.productId ?? null)
  await ctx.tx
    .updateTable('answers')
    .set({
      ...columnsOf(columns, input),
      ...folded({ ...current, ...input }),
      ...(input.texts === undefined ? {} : { texts: JSON.stringify(input.texts) }),
      ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
      ...nextVersion(row, changed),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await keepVersion(ctx, id)
  return show(await find(ctx, id))
}

/** The answer that is given now, in its present version. */
export async function givenAnswer(ctx: Context, id: string): Promise<{ id: string; version: number }> {
  const row = await ctx.tx
    .selectFrom('answers')
    .select(['id', 'version'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? fail('unknown_reference', { field: 'answerId' })
}

interface VersionRow extends Pick<contract.Answer, 'version' | 'title' | 'texts' | 'questions'> {
  readonly changed_at: Date
  readonly changed_by: string | null
  readonly changed_by_name: string | null
}

const versionCursor = z.tuple([z.int(), z.uuid()])

export async function listAnswerVersions(ctx: Context, id: string, query: QueryOf<typeof contract.listAnswerVersions>) {
  await find(ctx, id)
  const after = decodeCursor(query.after, versionCursor)
  const { rows } = await sql<VersionRow>`
    select v.version, v.title, v.texts, v.questions, v.changed_at, v.changed_by,
      coalesce((select m.name from members m where m.workspace_id = v.workspace_id and m.id = v.changed_by),
        (select k.name from api_keys k where k.workspace_id = v.workspace_id and k.id = v.changed_by)) as changed_by_name
    from answer_versions v
    where v.workspace_id = ${ctx.workspace.id} and v.answer_id = ${id}
      and ${after ? sql`v.version < ${after[0]}` : sql`true`}
    order by v.version desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.version, id],
    ({ changed_at, changed_by, changed_by_name, ...said }) => ({
      ...said,
      changedAt: changed_at.toISOString(),
      changedBy: { id: changed_by, name: changed_by_name },
    }),
  )
}

function folded({ title, texts }: Pick<contract.Answer, 'title' | 'texts'>) {
  return { title_folded: fold(title), words_folded: fold([title, ...texts.map(({ text }) => text)].join(' ')) }
}

/** Keeps what an answer says now under its number. */
async function keepVersion(ctx: Context, id: string): Promise<void> {
  await sql`
    insert into answer_versions (workspace_id, answer_id, version, title, texts, questions, changed_at, changed_by)
    select workspace_id, id, version, title, texts, questions, ${ctx.now}, ${ctx.actor.id}::uuid
    from answers where workspace_id = ${ctx.workspace.id} and id = ${id}`.execute(ctx.tx)
}

async function requireProduct(ctx: Context, id: string | null): Promise<void> {
  if (id === null) return
  const row = await ctx.tx
    .selectFrom('products')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) fail('unknown_reference', { field: 'productId' })
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await sql<Row>`
    ${answerRows(ctx)} and a.id = ${id} ${lock ? sql`for update of a` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'answer' })
}

function answerRows(ctx: Context) {
  const count = (condition: ReturnType<typeof sql>) => sql`(
    select count(*)::int from objections o
    where o.workspace_id = a.workspace_id and o.answer_id = a.id and ${condition})`
  return sql<Row>`
    select a.id, a.version, a.field_versions, a.title, a.title_folded, a.kind, a.texts, a.questions, a.retired_at,
      ${count(sql`true`)} as given, ${count(sql`o.outcome = 'overcome'`)} as overcame,
      (select json_build_object('id', p.id, 'name', p.name) from products p
        where p.workspace_id = a.workspace_id and p.id = a.product_id) as product
    from answers a where a.workspace_id = ${ctx.workspace.id}`
}

function show(row: Row): contract.Answer {
  const { id, version, title, kind, texts, questions, product, given, overcame } = row
  const retired = row.retired_at !== null
  return {
    id,
    version,
    title,
    kind,
    productId: product?.id ?? null,
    product,
    texts,
    questions,
    retired,
    given,
    overcame,
  }
}
