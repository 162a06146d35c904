import { type RawBuilder, sql } from 'kysely'
import type { CallSheet, showCallSheet } from '../../../contract/call-sheets.ts'
import type { Deal } from '../../../contract/deals.ts'
import type { ParamsOf } from '../../../contract/endpoint.ts'
import type { ObjectionKind } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import type { Playbook } from '../../../contract/stage-playbook.ts'
import { seen } from '../../kernel/seen.ts'
import { requireWhom, tableOf, type Whom } from '../../kernel/whom.ts'
import { gapsOf, showDeal } from '../deals/index.ts'
import { answersThatWork, listObjections } from '../objections/index.ts'
import { listPromises, listTouches } from '../outreach/index.ts'
import { cardsFor, situationOf } from './deal-cards.ts'
import { factsAbout } from './facts-about.ts'
import { preparedAt } from './preparation.ts'

const lastTouches = 5
const mostPromises = 20
const mostPeople = 20
/** Kinds of objections that one can keep in mind. */
const likelyKinds = 4
/** Of so many of the latest objections the most frequent are taken. */
const countedObjections = 2_000

const kinds = { companies: 'company', people: 'person', households: 'household' } as const

/** What to know before a call, gathered from whatever owns it. */
export async function makeCallSheet(ctx: Context, { kind, id }: ParamsOf<typeof showCallSheet>): Promise<CallSheet> {
  return kind === 'deals' ? ofDeal(ctx, id) : ofProspect(ctx, { kind: kinds[kind], id })
}

async function ofDeal(ctx: Context, id: string): Promise<CallSheet> {
  const deal = await showDeal(ctx, id)
  const customer = deal.customer && (await customerOf(ctx, deal.customer))
  const people = await peopleAround(ctx, deal.customer, deal)
  const { items: objections } = await listObjections(ctx, { deal: id, open: 'true', limit: 20 })
  const situation = situationOf(deal)
  return {
    customer,
    deal: {
      id,
      name: deal.name,
      amount: deal.amountMinor === null ? null : { minor: deal.amountMinor, currency: deal.currency },
      expectedCloseOn: deal.expectedCloseOn,
      nextStep: deal.nextStep,
    },
    stage: await stageWith(ctx, id, sql<boolean>`s.id = ${deal.stage.id}`),
    people,
    facts: await factsAbout(ctx, deal.customer, people),
    touches: (await listTouches(ctx, { deal: id, limit: lastTouches })).items,
    promises: (await listPromises(ctx, { deal: id, answered: 'false', limit: mostPromises })).items,
    objections,
    likely: await likelyFor(ctx, situation.productIds, [...new Set(objections.map(({ kind }) => kind))]),
    gaps: await gapsOf(ctx, deal),
    cards: await cardsFor(ctx, { ...situation, sector: customer?.sector ?? null }),
    preparedAt: await preparedAt(ctx, id),
  }
}

/** Nobody has a deal with them: what is known of them, and how one begins. */
async function ofProspect(ctx: Context, whom: Whom): Promise<CallSheet> {
  await requireWhom(ctx, whom, false)
  const customer = await customerOf(ctx, whom)
  const people = await peopleAround(ctx, whom, null)
  const first = sql<boolean>`s.version_id = (
    select v.id from process_versions v join processes p on p.workspace_id = v.workspace_id and p.id = v.process_id
    where v.workspace_id = ${ctx.workspace.id} and v.status = 'published' and p.is_default)`
  return {
    customer,
    deal: null,
    stage: await stageWith(ctx, null, first),
    people,
    facts: await factsAbout(ctx, whom, people),
    touches: (await listTouches(ctx, { [whom.kind]: whom.id, limit: lastTouches })).items,
    promises: [],
    objections: [],
    likely: await likelyFor(ctx, [], []),
    gaps: { aspects: [], criteria: [] },
    cards: await cardsFor(ctx, { dealId: null, productIds: [], sector: customer?.sector ?? null }),
    preparedAt: null,
  }
}

async function customerOf(ctx: Context, { kind, id }: Whom): Promise<CallSheet['customer']> {
  const sector = kind === 'company' ? sql`t.sector` : sql`null::text`
  const { rows } = await sql<NonNullable<CallSheet['customer']>>`
    select ${kind}::text as kind, t.id, t.name, ${sector} as sector, t.city from ${sql.table(tableOf(kind))} t
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${id}`.execute(ctx.tx)
  return rows[0] ?? null
}

interface StageRow extends Pick<NonNullable<CallSheet['stage']>, 'name' | 'purpose' | 'buyerStep' | 'script'> {
  readonly playbook: Playbook
  readonly asked: readonly string[]
}

/** Where one would first get in touch, if several stages are possible; with what was not asked in the deal yet. */
async function stageWith(ctx: Context, dealId: string | null, which: RawBuilder<boolean>): Promise<CallSheet['stage']> {
  const { rows } = await sql<StageRow>`
    select s.name, s.purpose, s.buyer_step as "buyerStep", s.script, s.playbook,
      array(select q.question_key from asked_questions q where q.workspace_id = s.workspace_id
        and q.deal_id = ${dealId}::uuid and q.stage_key = s.key) as asked
    from stages s where s.workspace_id = ${ctx.workspace.id} and ${which}
    order by 'outreach' = any(s.phases) desc, s.position limit 1`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  const { playbook, asked, ...stage } = row
  const open = playbook.questions.filter(({ key }) => !asked.includes(key))
  const questions = open.toSorted((one, other) => Number(other.isMust) - Number(one.isMust))
  return { ...stage, questions, dos: playbook.dos, donts: playbook.donts }
}

/** The committee, whoever it is with, and others of the company. */
async function peopleAround(ctx: Context, whom: Whom | null, deal: Deal | null): Promise<CallSheet['people']> {
  const named = deal?.stakeholders.map(({ personId }) => personId) ?? []
  const own = whom?.kind === 'person' ? sql`p.id = ${whom.id}` : sql`false`
  const works = whom?.kind === 'company' ? sql`p.company_id = ${whom.id} and p.archived_at is null` : sql`false`
  const { rows } = await sql<Omit<CallSheet['people'][number], 'role'>>`
    select p.id, p.name, p.title, p.phone, p.email from people p
    where p.workspace_id = ${ctx.workspace.id} and (p.id = any(${named}::uuid[]) or ${own} or ${works})
      and p.merged_into_id is null and ${seen(ctx.actor, sql.ref('p.owner_id'))}
    order by array_position(${named}::uuid[], p.id), p.name_folded, p.id limit ${mostPeople}`.execute(ctx.tx)
  return rows.map((person) => ({
    ...person,
    role: deal?.stakeholders.find(({ personId }) => personId === person.id)?.role ?? null,
  }))
}

/** What stands open comes first, then what buyers of these products, or of all, objected to most of late. */
async function likelyFor(
  ctx: Context,
  productIds: readonly string[],
  open: readonly ObjectionKind[],
): Promise<CallSheet['likely']> {
  const sold = productIds.length === 0 ? sql`true` : sql`o.product_id = any(${[...productIds]}::uuid[])`
  const { rows } = await sql<{ kind: ObjectionKind; count: number }>`
    select o.kind, count(*)::int as count from (
      select o.kind from objections o where o.workspace_id = ${ctx.workspace.id} and ${sold}
        and o.raised_at > ${ctx.now}::timestamptz - interval '365 days'
      order by o.raised_at desc limit ${countedObjections}) o
    group by o.kind order by count desc, o.kind limit 20`.execute(ctx.tx)
  const counts = new Map(rows.map(({ kind, count }) => [kind, count]))
  const kinds = [...new Set([...open, ...counts.keys()])].slice(0, Math.max(likelyKinds, open.length))
  const answers = await answersThatWork(ctx, kinds, productIds)
  return kinds.map((kind) => ({
    kind,
    count: counts.get(kind) ?? 0,
    answers: answers.filter((answer) => answer.kind === kind),
  }))
}
