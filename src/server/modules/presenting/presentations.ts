import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/presenting.ts'
import { instant } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { occurred } from '../../kernel/facts.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { takingBack, tellDeal } from '../deals/index.ts'
import { peopleNamed } from '../outreach/index.ts'

interface Row extends Omit<contract.Presentation, 'heldAt'> {
  readonly held_at: Date
}

const cursor = z.tuple([instant, z.uuid()])

/** Presentations, newest first. */
export async function listPresentations(ctx: Context, query: QueryOf<typeof contract.listPresentations>) {
  const after = decodeCursor(query.after, cursor)
  const behind = after ? sql`(p.held_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<Row>`
    ${presentationRows(ctx, sql<boolean>`p.deal_id = ${query.deal} and ${behind}`)}
    order by p.held_at desc, p.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.held_at.toISOString(), row.id], show)
}

type Input = BodyOf<typeof contract.logPresentation>

export async function logPresentation(ctx: Context, input: Input): Promise<contract.Presentation> {
  const { dealId, topic = null, minutes = null } = input
  const id = newId()
  const heldAt = occurred(ctx, input.occurredAt)
  // Who is named twice was there once, as said last.
  const people = [...new Map(input.people.map((each) => [each.personId, each])).values()]
  const ids = await peopleNamed(
    ctx,
    'people',
    people.map(({ personId }) => personId),
  )
  const data = {
    presentationId: id,
    people: people.length,
    asked: people.filter(({ asked }) => asked).length,
    toDecider: await decides(ctx, dealId, ids),
    ...(minutes === null ? {} : { minutes }),
  }
  await tellDeal(ctx, dealId, { facts: [{ type: 'deal.presented', data, occurredAt: heldAt }] })
  const own = { workspace_id: ctx.workspace.id, created_at: ctx.now, created_by: ctx.actor.id }
  await ctx.tx
    .insertInto('presentations')
    .values({ ...own, id, deal_id: dealId, held_at: heldAt, minutes, topic })
    .execute()
  await storePeople(ctx, id, people)
  return show(await find(ctx, id))
}

export async function withdrawPresentation(ctx: Context, id: string): Promise<Record<string, never>> {
  const { deal } = await find(ctx, id, true)
  const fact = { type: 'deal.presentation_withdrawn', data: { presentationId: id } } as const
  await tellDeal(ctx, deal.id, { facts: await takingBack(ctx, deal.id, fact) })
  await ctx.tx.deleteFrom('presentations').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

/** Whether one of these people decides or signs, as the committee of the deal stands. */
async function decides(ctx: Context, dealId: string, personIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from stakeholders s
    where s.workspace_id = ${ctx.workspace.id} and s.deal_id = ${dealId} and s.person_id = any(${personIds}::uuid[])
      and s.role in ('decides', 'signs') limit 1`.execute(ctx.tx)
  return rows.length > 0
}

async function storePeople(ctx: Context, id: string, people: Input['people']): Promise<void> {
  if (people.length === 0) return
  const rows = people.map(({ personId, reaction = null, asked }) => ({
    workspace_id: ctx.workspace.id,
    id: newId(),
    presentation_id: id,
    person_id: personId,
    reaction,
    asked: asked || null,
  }))
  await ctx.tx.insertInto('presentation_people').values(rows).execute()
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await sql<Row>`
    ${presentationRows(ctx, sql<boolean>`p.id = ${id}`)} ${lock ? sql`for update of p` : sql``}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'presentation' })
}

function presentationRows(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select p.id, json_build_object('id', d.id, 'name', d.name) as deal, p.held_at, p.minutes, p.topic,
      (select coalesce(json_agg(json_build_object('person', json_build_object('id', n.id, 'name', n.name),
          'reaction', a.reaction, 'asked', a.asked) order by a.id), '[]')
        from presentation_people a join people n on n.workspace_id = a.workspace_id and n.id = a.person_id
        where a.workspace_id = p.workspace_id and a.presentation_id = p.id) as people
    from presentations p
    join deals d on d.workspace_id = p.workspace_id and d.id = p.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where p.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show({ held_at, ...row }: Row): contract.Presentation {
  return { ...row, heldAt: held_at.toISOString() }
}
