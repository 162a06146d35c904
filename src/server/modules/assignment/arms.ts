import type { Arm } from '../../../contract/experiment-reading.ts'
import { sha256 } from '../../kernel/key.ts'

/** Deals in a block: the split is kept exactly in each, and no tenth is lost. */
const blockSize = 10

/** The arm of a deal, or of a seller: the same at every call, and nothing about the one tells anything about another. */
export function armOf(experimentId: string, unitId: string, changedPercent: number): Arm {
  return draw(`${experimentId}/${unitId}`) < changedPercent / 100 ? 'changed' : 'control'
}

/**
 * The arm of the `number`th deal of a stratum, counted from 1: of every ten, exactly as many come to the changed arm as the
 * split says, in an order that is drawn anew for each ten.
 */
export function armInBlock(experimentId: string, stratum: string, number: number, changedPercent: number): Arm {
  const place = (number - 1) % blockSize
  const block = (number - 1 - place) / blockSize
  // Three bytes for each place; where two are equal, the first one stays first.
  const drawn = sha256(`${experimentId}/${stratum}/${block}`)
  const places = Array.from({ length: blockSize }, (_, at) => ({ at, lot: drawn.readUIntBE(3 * at, 3) }))
  const order = places.toSorted((one, other) => one.lot - other.lot).map(({ at }) => at)
  return order.indexOf(place) < (changedPercent / 100) * blockSize ? 'changed' : 'control'
}

/** The arms of the sellers that are there at the start: as many as the split says, at least one in each arm if there are two. */
export function drawSellers(
  experimentId: string,
  sellerIds: readonly string[],
  changedPercent: number,
): Record<string, Arm> {
  const drawn = sellerIds
    .map((id) => ({ id, at: draw(`${experimentId}/${id}`) }))
    .toSorted((one, other) => one.at - other.at)
  const share = Math.round((drawn.length * changedPercent) / 100)
  const changed = drawn.length < 2 ? share : Math.min(drawn.length - 1, Math.max(1, share))
  return Object.fromEntries(drawn.map(({ id }, at) => [id, at < changed ? 'changed' : 'control']))
}

/** Whom an experiment takes in; null for all. */
interface Audience {
  readonly unit: 'deal' | 'seller'
  readonly startedAt: string
  readonly sourceIds: readonly string[] | null
  readonly teamIds: readonly string[] | null
  readonly ownerIds: readonly string[] | null
}

/** What decides whether a deal that is being opened takes part. */
interface Candidate {
  readonly ownerId: string | null
  readonly ownerTeamId: string | null
  readonly sourceId: string | null
  readonly openedAt: Date
}

/** Whether a deal takes part. One that is told later and began before the experiment did is history. */
export function takesPart({ unit, startedAt, ...audience }: Audience, deal: Candidate): boolean {
  if (deal.openedAt < new Date(startedAt)) return false
  if (unit === 'seller' && deal.ownerId === null) return false
  return (
    isAmong(audience.sourceIds, deal.sourceId) &&
    isAmong(audience.ownerIds, deal.ownerId) &&
    isAmong(audience.teamIds, deal.ownerTeamId)
  )
}

function isAmong(chosen: readonly string[] | null, id: string | null): boolean {
  return chosen === null || (id !== null && chosen.includes(id))
}

/** A number between 0 and 1 that a text always gives. */
function draw(text: string): number {
  return sha256(text).readUIntBE(0, 6) / 2 ** 48
}
