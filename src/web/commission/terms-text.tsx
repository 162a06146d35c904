import type { CommissionTerms } from '../../contract/commission-plans.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** The terms of a plan in sentences. */
export function TermsText({ terms }: { terms: CommissionTerms }) {
  const { t } = useWords()
  const { money, percent } = useFormats()
  const { currency, tiers, tiersBy, accelerators, capMinor, clawBackDays, bonuses, period } = terms
  const rate = (basisPoints: number) => percent(basisPoints / 10_000, 2)
  const edge = (from: number) => (tiersBy === 'quota' ? percent(from / 10_000, 2) : money({ minor: from, currency }))
  const reached = useReached(currency)
  return (
    <ul className="mt-2 flex list-disc flex-col gap-1 ps-5">
      <li>{t('commission.terms.period', { period })}</li>
      {tiers.map((tier, place) => (
        <li key={tier.from}>
          {place === 0
            ? t('commission.terms.first', { rate: rate(tier.rate) })
            : t('commission.terms.tier', { rate: rate(tier.rate), edge: edge(tier.from), by: tiersBy })}
        </li>
      ))}
      {accelerators.map(({ fromQuota, rate: more }) => (
        <li key={fromQuota}>
          {t('commission.terms.accelerator', { rate: rate(more), edge: percent(fromQuota / 10_000, 2) })}
        </li>
      ))}
      {bonuses.map((bonus) => (
        <li key={bonus.name}>
          {t('commission.terms.bonus', {
            name: bonus.name,
            amount: money({ minor: bonus.minor, currency }),
            goal: bonus.goal,
            reach: reached(bonus),
          })}
        </li>
      ))}
      {capMinor !== null && <li>{t('commission.terms.cap', { amount: money({ minor: capMinor, currency }) })}</li>}
      <li>
        {t('commission.terms.claw-back', {
          kind: clawBackDays === null ? 'always' : clawBackDays === 0 ? 'never' : 'days',
          days: clawBackDays ?? 0,
        })}
      </li>
    </ul>
  )
}

/** What a goal is reached at, in words of its kind. */
export function useReached(
  currency: string,
): (goal: Pick<CommissionTerms['bonuses'][number], 'goal' | 'reach'>) => string {
  const { money, percent, number } = useFormats()
  return ({ goal, reach }) => {
    if (goal === 'quota') return percent(reach / 10_000, 2)
    return goal === 'amount' ? money({ minor: reach, currency }) : number(reach)
  }
}
