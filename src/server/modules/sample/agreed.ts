import type { Context } from '../../kernel/context.ts'
import { makeAppointment } from '../appointments/index.ts'
import { addSequence, enrolPeople } from '../sequences/index.ts'
import type { Base } from './base.ts'
import type { Played } from './deal.ts'
import type { World } from './world.ts'

// So many of each seller's deals have a day; more would be a week of nothing else.
const mostOfOne = 2
// So many people of the sequence are for whoever loads the sample, the others for who leads the sellers.
const mostOwn = 3

/** Appointments of the next workdays with who decides, two of each seller. Answers with who takes part, as rows. */
export async function agreeOnDays(ctx: Context, { calendar, say }: World, played: readonly Played[]) {
  const decided = played.flatMap(({ outcome, scene }) => {
    const [decider] = [...scene.roles].find(([, role]) => role === 'decides') ?? []
    return outcome === 'open' && decider !== undefined ? [{ scene, decider }] : []
  })
  const ofEach = [...Map.groupBy(decided, ({ scene }) => scene.by).values()].map((own) => own.slice(-mostOfOne))
  // Everybody's first before anybody's second.
  const chosen = Array.from({ length: mostOfOne }, (_, at) => ofEach.flatMap((own) => own.slice(at, at + 1))).flat()
  for (const [at, { scene, decider }] of chosen.entries()) {
    const isOffer = scene.stage.position > 3
    await makeAppointment(ctx, {
      title: say(isOffer ? 'appointment.offer' : 'appointment.roof'),
      form: isOffer ? 'video' : 'in_person',
      place: isOffer ? null : scene.customer.where,
      startsAt: calendar.at(calendar.workday(1 + Math.floor(at / 4)), (9 + ((at * 3) % 8)) * 60).toISOString(),
      minutes: isOffer ? 30 : 60,
      confirmed: at % 3 !== 2,
      dealId: scene.dealId,
      personIds: [decider],
      ownerId: scene.by,
    })
  }
  return ctx.tx
    .selectFrom('appointment_people')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .limit(1_000)
    .execute()
}

/** Steps towards companies that nobody has talked to yet, and their people in it from today. Answers with both, as rows. */
export async function beginSequence(
  ctx: Context,
  { say }: World,
  base: Base,
  companyIds: readonly string[],
  ownerId: string,
) {
  // As they stand in the texts.
  const fields = { first_name: '{first_name}', company: '{company}', my_name: '{my_name}' }
  const mail = { subject: say('sequence.subject', fields), body: say('sequence.body', fields) }
  const step = { kind: 'call', channel: null, a: null, b: null } as const
  const { id } = await addSequence(ctx, {
    name: say('sequence.name'),
    steps: [
      { ...step, waitDays: 0, title: say('sequence.call') },
      { ...step, kind: 'message', channel: 'email', waitDays: 1, title: say('sequence.message'), a: mail },
      { ...step, waitDays: 3, title: say('sequence.again') },
    ],
  })
  const personIds = base.people.flatMap((person) =>
    companyIds.includes(String(person['company_id'])) ? [person.id] : [],
  )
  await enrolPeople(ctx, id, { personIds: personIds.slice(0, mostOwn) })
  await enrolPeople(ctx, id, { personIds: personIds.slice(mostOwn), ownerId })
  const enrolments = await ctx.tx
    .selectFrom('enrolments')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('sequence_id', '=', id)
    .limit(1_000)
    .execute()
  return { sequences: [{ id }], enrolments }
}
