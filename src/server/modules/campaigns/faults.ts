import type { LineType } from '../../../contract/calling.ts'
import type { CampaignFault } from '../../../contract/campaigns.ts'
import type { channels } from '../../../contract/process.ts'

type Channel = (typeof channels)[number]

/** A number as it was read, and what is known of it. */
export interface CheckedNumber {
  readonly key: string
  /** Whether a number of its country can look like this. */
  readonly isValid: boolean
  readonly isReported: boolean
  readonly lineType: LineType | null
}

export interface Checked {
  readonly numbers: readonly CheckedNumber[]
  readonly emails: readonly string[]
  readonly hasAddress: boolean
  readonly optedOut: boolean
  readonly putAway: boolean
}

/** What a channel reaches people by. */
const means: Partial<Record<Channel, 'phone' | 'email' | 'address'>> = {
  phone: 'phone',
  email: 'email',
  letter: 'address',
  visit: 'address',
  in_person: 'address',
}

// Calls to these cost who calls, or reach a switchboard that belongs to nobody in particular.
const notCallable: ReadonlySet<LineType | null> = new Set<LineType | null>(['premium', 'toll_free'])

/**
 * What is wrong with somebody's data for a channel; nothing for who can be reached.
 * @param met numbers and addresses of those before, to which theirs are added
 */
export function faultsOf(channel: Channel, checked: Checked, met: Set<string>): CampaignFault[] {
  const asked: CampaignFault[] = [
    ...(checked.optedOut ? (['opted_out'] as const) : []),
    ...(checked.putAway ? (['put_away'] as const) : []),
  ]
  switch (means[channel]) {
    case 'phone':
      return [...asked, ...phoneFaults(checked.numbers, met)]
    case 'email':
      return [
        ...asked,
        ...(checked.emails[0] === undefined ? ['email_missing' as const] : twice(checked.emails[0], met)),
      ]
    case 'address':
      return [...asked, ...(checked.hasAddress ? [] : ['address_missing' as const])]
    case undefined:
      return asked
  }
}

function phoneFaults(numbers: readonly CheckedNumber[], met: Set<string>): CampaignFault[] {
  if (numbers.length === 0) return ['phone_missing']
  const valid = numbers.filter(({ isValid }) => isValid)
  if (valid.length === 0) return ['phone_invalid']
  const alive = valid.filter(({ isReported }) => !isReported)
  if (alive.length === 0) return ['phone_reported']
  const [first] = alive.filter(({ lineType }) => !notCallable.has(lineType))
  return first ? twice(first.key, met) : ['phone_not_callable']
}

function twice(key: string, met: Set<string>): CampaignFault[] {
  if (met.has(key)) return ['duplicate']
  met.add(key)
  return []
}
