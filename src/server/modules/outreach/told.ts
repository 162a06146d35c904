import type { FactData } from '../../../contract/facts.ts'

export interface Said extends Pick<FactData<'deal.touched'>, 'channel' | 'direction' | 'outcome'> {
  readonly id: string
  readonly occurredAt: Date
  readonly approach: FactData<'deal.touched'>['approach'] | null
  readonly minutes: number | null
}

/** A touch as a deal's log tells it: what was said is not in it. */
export function touchFact({ id, occurredAt, channel, direction, outcome, approach, minutes }: Said, primary: boolean) {
  const how = { ...(approach ? { approach } : {}), ...(minutes === null ? {} : { minutes }) }
  return {
    type: 'deal.touched' as const,
    data: { touchId: id, channel, direction, outcome, ...how, primary },
    occurredAt,
  }
}
