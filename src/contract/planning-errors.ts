import { error, type ErrorKind } from './error-kind.ts'

/** Refusals about quotas, commission and what currencies are worth. */
export const planningErrors = {
  quota_plan_exists: error<{ id: string }>(409, 'There is a quota plan for these days already.'),
  quota_plan_approved: error(409, 'A quota plan of which a version was approved stays.'),
  quota_does_not_fit: error<{ mostMinor: number; currency: string }>(
    422,
    'The neighbours cannot take up the difference: what is above has no more in these months.',
  ),
  quota_out_of_place: error(
    422,
    'A quota cannot stand there, or then: its place, its day or its months do not fit the plan.',
  ),
  no_commission_plan: error(409, 'The member is on no commission plan on that day.'),
  commission_not_over: error(409, 'A period is closed when it is over.'),
  commission_closed: error(409, 'The period, or a later one, is closed already.'),
  tiers_invalid: error(422, 'Tiers begin at 0, and each begins higher than the one before.'),
  split_not_whole: error(422, 'The shares of a win are of different members and sum to the whole.'),
  quota_gap_open: error<{ gapMinor: number; currency: string }>(
    409,
    'The figure from above and the one from below differ by more than the named adjustments.',
  ),
  rate_of_reporting_currency: error<{ currency: string }>(
    422,
    'The currency that a workspace reports in has no rate: an amount in it is what it is.',
  ),
} satisfies Record<string, ErrorKind<object>>
