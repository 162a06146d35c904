import type * as contract from '../../../contract/appointments.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireReferences } from '../../kernel/references.ts'
import type { Whom } from '../../kernel/whom.ts'
import { askForDecider, tellDeal } from '../deals/index.ts'
import { peopleNamed } from '../outreach/index.ts'
import { refuseOptedOut } from '../people/index.ts'
import { showAppointment } from './appointments.ts'
import { planReminders } from './reminders.ts'
import { type Whereabouts, requireZone, whereaboutsOf } from './whereabouts.ts'

type Input = BodyOf<typeof contract.makeAppointment>

/** Makes an appointment, with a fact on each of its deals, once it was asked who decides. */
export async function makeAppointment(ctx: Context, input: Input): Promise<contract.Appointment> {
  const { dealId } = input
  if (dealId === undefined && !input.personIds?.[0]) failFields([{ field: 'personIds', code: 'required' }])
  await requireReferences(ctx, { ownerId: 'members' }, input)
  const id = newId()
  const startsAt = new Date(input.startsAt)
  const others = [...new Set(input.otherDealIds ?? [])].filter((each) => each !== dealId)
  const without = new Set<string>()
  for (const each of [...others, ...(dealId ? [dealId] : [])].toSorted())
    if (await askForDecider(ctx, each, input.withoutDecider)) without.add(each)
  const whose = await tellOf(ctx, others, dealId, (primary, about) => ({
    type: 'deal.appointment_made' as const,
    data: {
      appointmentId: id,
      startsAt: startsAt.toISOString(),
      primary,
      ...(without.has(about) ? { withoutDecider: true } : {}),
    },
  }))
  const personIds = await peopleNamed(ctx, 'personIds', input.personIds ?? (whose?.personId ? [whose.personId] : []))
  if (!input.confirmed) await refuseOptedOut(ctx, metIn(personIds, whose))
  const where = await whereaboutsOf(ctx, personIds[0])
  const timeZone = input.timeZone ? requireZone(input.timeZone) : where.timeZone
  await ctx.tx
    .insertInto('appointments')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      title: input.title,
      form: input.form,
      place: input.place ?? null,
      starts_at: startsAt,
      minutes: input.minutes,
      time_zone: timeZone,
      status: input.confirmed ? 'confirmed' : 'proposed',
      deal_id: dealId ?? null,
      company_id: whose?.companyId ?? null,
      household_id: whose?.householdId ?? null,
      owner_id: input.ownerId ?? memberOf(ctx) ?? whose?.ownerId ?? null,
      without_decider: without.size > 0 ? (input.withoutDecider ?? null) : null,
      created_at: ctx.now,
      created_by: ctx.actor.id,
    })
    .execute()
  await link(ctx, id, personIds, others)
  await storeReminders(ctx, id, startsAt, { ...where, timeZone })
  return showAppointment(ctx, id)
}

/** Whom an appointment is with. That it is proposed is a contact; a time that they said yes to is not. */
function metIn(personIds: readonly string[], whose: Whose | null): Whom[] {
  return [
    ...personIds.map((id) => ({ kind: 'person' as const, id })),
    ...(whose?.companyId ? [{ kind: 'company' as const, id: whose.companyId }] : []),
    ...(whose?.householdId ? [{ kind: 'household' as const, id: whose.householdId }] : []),
  ]
}

type Whose = Awaited<ReturnType<typeof tellDeal>>
type Fact = Parameters<typeof tellDeal>[2]['facts'][number]

/** Tells each of the deals of an appointment, in the order of their ids; gives whose the first one is. */
async function tellOf(
  ctx: Context,
  others: readonly string[],
  primary: string | undefined,
  factOf: (isPrimary: boolean, dealId: string) => Fact,
) {
  let whose: Whose | null = null
  for (const dealId of [...others, ...(primary ? [primary] : [])].toSorted()) {
    const customer = await tellDeal(ctx, dealId, { facts: [factOf(dealId === primary, dealId)] })
    if (dealId === primary) whose = customer
  }
  return whose
}

async function link(ctx: Context, appointmentId: string, people: readonly string[], deals: readonly string[]) {
  const row = () => ({ workspace_id: ctx.workspace.id, id: newId(), appointment_id: appointmentId })
  if (people.length > 0) {
    const rows = people.map((person_id) => ({ ...row(), person_id }))
    await ctx.tx.insertInto('appointment_people').values(rows).execute()
  }
  if (deals.length > 0) {
    const rows = deals.map((deal_id) => ({ ...row(), deal_id }))
    await ctx.tx.insertInto('appointment_deals').values(rows).execute()
  }
}

/** Plans what reminds of an appointment, in the place of what was planned and not done. */
export async function storeReminders(ctx: Context, appointmentId: string, startsAt: Date, where: Whereabouts) {
  await ctx.tx
    .deleteFrom('appointment_reminders')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('appointment_id', '=', appointmentId)
    .where('done_at', 'is', null)
    .execute()
  const closed = await closedDaysOf(ctx)
  const rows = planReminders(startsAt, where, ctx.now, closed).map(({ kind, dueAt }) => ({
    workspace_id: ctx.workspace.id,
    id: newId(),
    appointment_id: appointmentId,
    kind,
    due_at: dueAt,
  }))
  if (rows.length > 0) await ctx.tx.insertInto('appointment_reminders').values(rows).execute()
}
