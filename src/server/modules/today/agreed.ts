import { type Context, dayOf, today } from '../../kernel/context.ts'
import { dueAppointments } from '../appointments/index.ts'
import { callsAgreed } from '../calling/index.ts'
import { closingItemsDue, incentivesToDecide } from '../closing/index.ts'
import { handoffsToAccept } from '../handoffs/index.ts'
import { nurtureTouchesDue } from '../nurture/index.ts'
import { trialsDue } from '../presenting/index.ts'
import { dueSteps } from '../sequences/index.ts'
import { plannedVisits } from '../visits/index.ts'
import { type Need, need } from './needs.ts'

const mostOfEach = 100

/** What a member has agreed with others, and what others left with them, for today or before. */
export async function agreed(ctx: Context, member: string): Promise<Need[]> {
  const [until, limit] = [today(ctx), mostOfEach]
  return [
    ...(await appointments(ctx, member)),
    ...(await handoffsToAccept(ctx, { member, limit })).map(({ id, deal, from, dueAt }) =>
      need('handoff', id, { dealId: deal.id, title: deal.name, text: from.name, at: new Date(dueAt) }),
    ),
    ...(await closingItemsDue(ctx, { member, until, limit })).map(({ id, deal, title, dueOn }) =>
      need('closing_item', id, { dealId: deal.id, title: deal.name, text: title, on: dueOn }),
    ),
    ...(await trialsDue(ctx, member, until, limit)).map(({ id, deal, what, endsOn, remindOn }) =>
      need('trial', id, { dealId: deal.id, title: deal.name, text: what, on: remindOn ?? endsOn }),
    ),
    ...(await nurtureTouchesDue(ctx, { member, until, limit })).map(
      ({ nurtureId, id, deal, customer, content, dueOn }) =>
        need('nurture', id ?? nurtureId, { dealId: deal.id, title: customer ?? deal.name, text: content, on: dueOn }),
    ),
    ...(await visits(ctx, member)),
    ...(await dueSteps(ctx, { memberId: member })).map(({ enrolmentId, deal, person, title, sequence, dueOn }) =>
      need('sequence', enrolmentId, {
        dealId: deal?.id ?? null,
        title: person.name,
        text: title ?? sequence?.name ?? null,
        on: dueOn,
      }),
    ),
    ...(await callsAgreed(ctx, { member, limit })).map(({ prospectId, listId, list, name, at }) =>
      need('call_back', prospectId, { listId, title: name, text: list, at }),
    ),
  ]
}

/** What sellers have asked for and only who reads this may give. */
export async function toDecide(ctx: Context): Promise<Need[]> {
  return (await incentivesToDecide(ctx, mostOfEach)).map(({ id, deal, name, offeredAt }) => {
    const since = new Date(offeredAt)
    return need('incentive', id, { dealId: deal.id, text: name, since, on: dayOf(since, ctx.workspace.timeZone) })
  })
}

async function appointments(ctx: Context, memberId: string): Promise<Need[]> {
  const due = await dueAppointments(ctx, { memberId })
  const about = ({ deal, people, company, household, title }: (typeof due.appointments)[number]) => ({
    dealId: deal?.id ?? null,
    title: deal?.name ?? company?.name ?? household?.name ?? people[0]?.name ?? title,
    text: title,
  })
  return [
    ...due.appointments
      .filter(({ settledAt, startsAt }) => settledAt === null && new Date(startsAt) >= ctx.now)
      .map((one) => need('appointment', one.id, { ...about(one), at: new Date(one.startsAt) })),
    ...due.reminders.map(({ id, dueAt, appointment }) =>
      need('reminder', id, { ...about(appointment), at: new Date(dueAt) }),
    ),
    ...due.unsettled.map((one) => need('unsettled', one.id, { ...about(one), at: new Date(one.startsAt) })),
  ]
}

/** The visits of the day are one thing to do. */
async function visits(ctx: Context, memberId: string): Promise<Need[]> {
  const planned = await plannedVisits(ctx, { memberId, day: today(ctx) })
  const [first] = planned
  if (!first) return []
  return [need('visits', memberId, { text: first.customer.name, on: today(ctx), count: planned.length })]
}
