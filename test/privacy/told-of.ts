import { addOptOut, logCall, takeNextCall } from '../../src/contract/calling.ts'
import { editCustomers } from '../../src/contract/bulk-edits.ts'
import { askToClose } from '../../src/contract/closing.ts'
import { addDossierFact } from '../../src/contract/dossiers.ts'
import { makeAppointment } from '../../src/contract/appointments.ts'
import { addCustomField } from '../../src/contract/custom-fields.ts'
import { changeDeal, openDeal, planNextStep, setStakeholder } from '../../src/contract/deals.ts'
import { addHandoffKind, offerHandoff } from '../../src/contract/handoffs.ts'
import { addList, addToList } from '../../src/contract/lists.ts'
import { writeNote } from '../../src/contract/notes.ts'
import { logObjection, settleObjection } from '../../src/contract/objections.ts'
import { logTouch } from '../../src/contract/outreach.ts'
import { addPerson, type Person } from '../../src/contract/people.ts'
import { addPosition } from '../../src/contract/positions.ts'
import { askQuestion } from '../../src/contract/playbooks.ts'
import { logPresentation, noteNeed, startTrial, endTrial } from '../../src/contract/presenting.ts'
import { qualifyDeal } from '../../src/contract/qualifying.ts'
import { addSequence, enrolPeople } from '../../src/contract/sequences.ts'
import { chooseWay, planVisits } from '../../src/contract/visits.ts'
import { scoreOpened } from '../../src/server/modules/scoring/index.ts'
import type { World } from '../kit/world.ts'

/** Stands in everything that is said of her, and nowhere else. */
export const secret = 'zebrafink'

export const known = {
  name: 'Alma Trygg',
  title: `Head of ${secret}`,
  email: 'alma.trygg@vinterhamn.example',
  phone: '+46 70 555 91 27',
  linkedin: 'https://www.linkedin.com/in/alma-trygg',
  street: `${secret}gatan 5`,
  city: 'Kalix',
} as const

function textOf(text: string) {
  return { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
}

/** Somebody of whom every part of Rondo tells something: a deal of her own, and one of her company's. */
export async function tellOf(world: World): Promise<{ alma: Person; own: string; theirs: string }> {
  const { ada, sam, nordlys } = world
  const hers = await ada.call(addCustomField, { body: { record: 'people', kind: 'text', name: 'Allergies' } })
  const ofDeals = await ada.call(addCustomField, { body: { record: 'deals', kind: 'text', name: 'Wishes' } })
  const alma = await sam.call(addPerson, {
    body: { ...known, companyId: nordlys.id, custom: { [hers.key]: secret } },
  })
  const personId = alma.id
  await sam.call(addPosition, { params: { id: personId }, body: { companyId: nordlys.id, title: secret } })
  await called(world, personId)
  const own = await sam.call(openDeal, { body: { name: `${known.name}, ${secret}`, personId } })
  const theirs = await world.openPilot({ name: `Wind for Alma  Trygg` })
  await sam.call(setStakeholder, { params: { id: theirs.id, personId }, body: { role: 'decides' } })
  await sam.call(changeDeal, {
    params: { id: own.id },
    version: own.version,
    body: { custom: { [ofDeals.key]: secret } },
  })
  await lookedInto(world, personId)
  await metWith(world, personId, own.id, theirs.id)
  await worked(world, personId, own.id)
  return { alma, own: own.id, theirs: theirs.id }
}

async function lookedInto({ ada, sam, rondo }: World, personId: string): Promise<void> {
  await sam.call(addDossierFact, { body: { personId, kind: 'business', text: secret, source: secret } })
  await sam.call(writeNote, { body: { personId, content: textOf(secret) } })
  const form = new FormData()
  form.set('personId', personId)
  form.set('file', new Blob([secret]), `${secret}.txt`)
  await sam.fetch('POST', '/files', form)
  await ada.call(editCustomers, {
    params: { kind: 'people' },
    body: { rows: { ids: [personId] }, act: { set: { city: secret } } },
  })
  await scoreOpened(rondo.pools.db)
  const { id } = await ada.call(addSequence, {
    body: {
      name: 'Spring',
      steps: [{ kind: 'task', channel: null, waitDays: 0, title: 'Read up', a: null, b: null }],
    },
  })
  await ada.call(enrolPeople, { params: { id }, body: { personIds: [personId] } })
}

async function metWith({ sam }: World, personId: string, own: string, theirs: string): Promise<void> {
  const dueAt = new Date(Date.now() + 86_400_000).toISOString()
  const promise = { text: secret, dueAt }
  await sam.call(logTouch, { body: { channel: 'phone', dealId: own, words: secret, promise } })
  await sam.call(logTouch, { body: { channel: 'phone', dealId: theirs, personIds: [personId], words: secret } })
  for (const dealId of [own, theirs]) {
    await sam.call(makeAppointment, {
      body: { title: secret, place: secret, startsAt: dueAt, dealId, personIds: [personId], withoutDecider: secret },
    })
    const { id } = await sam.call(logObjection, { body: { dealId, personId, kind: 'price', words: secret } })
    await sam.call(settleObjection, { params: { id }, body: { outcome: 'overcome', reply: secret } })
    await sam.call(noteNeed, { body: { dealId, personId, words: secret, weight: 2 } })
    const people = [{ personId, reaction: 'keen' as const, asked: secret }]
    await sam.call(logPresentation, { body: { dealId, topic: secret, minutes: 30, people } })
    const trial = await sam.call(startTrial, { body: { dealId, personId, kind: 'sample', what: 'Anemometer' } })
    await sam.call(endTrial, { params: { id: trial.id }, body: { outcome: 'convinced', feedback: secret } })
  }
  await sam.call(chooseWay, { params: { kind: 'people', id: personId }, body: { way: 'visit', reason: secret } })
  await sam.call(planVisits, {
    body: { day: dueAt.slice(0, 10), memberId: sam.memberId, customers: [{ personId }] },
  })
}

async function worked({ ada, sam, bo }: World, personId: string, dealId: string): Promise<void> {
  const params = { id: dealId }
  await sam.call(planNextStep, { params, body: { text: `Call ${known.name}: ${secret}`, on: '2030-01-01' } })
  await sam.call(qualifyDeal, { params, body: { need: { verdict: 'yes', words: secret } } })
  const question = { ...params, stage: 'qualification', question: 'means-first' }
  await sam.call(askQuestion, { params: question, body: { words: secret, minor: 900_000 } })
  const kind = { name: 'To a seller', route: 'seller_to_seller', acceptWithinHours: 8 } as const
  const { id: kindId } = await ada.call(addHandoffKind, { body: { ...kind, checklist: [], introductions: [] } })
  await sam.call(offerHandoff, { params, body: { kindId, toId: bo.memberId, note: secret, introduction: secret } })
  await sam.call(askToClose, { params, body: { answer: 'not_yet', note: secret } })
  await ada.call(addOptOut, { body: { personId } })
}

async function called({ ada, sam }: World, personId: string): Promise<void> {
  const list = await ada.call(addList, { body: { name: 'Calls' } })
  await ada.call(addToList, { params: { id: list.id }, body: { personIds: [personId] } })
  const { call } = await sam.call(takeNextCall, { body: { listId: list.id } })
  await sam.call(logCall, { params: { id: call?.prospect.id ?? '' }, body: { outcome: 'no_answer', words: secret } })
}
