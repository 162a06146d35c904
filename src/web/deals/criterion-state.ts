import type { Deal } from '../../contract/deals.ts'
import type { Criterion } from '../../contract/process.ts'

/** Whether a deal shows what a criterion asks for: what is ticked on the screen. Whether the gate opens, the server alone decides. */
export function isMet({ key, kind }: Pick<Criterion, 'key' | 'kind'>, stageKey: string, deal: Deal): boolean {
  // A private customer is talked to, and decides, in person.
  const isPrivate = deal.customer !== null && deal.customer.kind !== 'company'
  switch (kind) {
    case 'statement':
      return deal.confirmed.some((done) => done.stageKey === stageKey && done.criterion === key)
    case 'amount_known':
      return deal.amountMinor !== null
    case 'expected_close_known':
      return deal.expectedCloseOn !== null
    case 'contact_known':
      return isPrivate || deal.stakeholders.length > 0
    case 'decider_known':
      return isPrivate || deal.stakeholders.some(({ role }) => role === 'decides' || role === 'signs')
    case 'owner_known':
      return deal.owner !== null
    case 'next_step_planned':
      return deal.nextStep !== null
    case 'lines_present':
      return deal.lines.length > 0
    case 'need_confirmed':
      return deal.qualification.need?.verdict === 'yes'
    case 'means_confirmed':
      return deal.qualification.means?.verdict === 'yes'
    case 'authority_confirmed':
      return deal.qualification.authority?.verdict === 'yes'
    case 'time_known':
      return deal.qualification.time?.verdict === 'yes'
  }
}
