import type { Kpi, KpiGap } from '../../contract/kpis.ts'
import { type Give, Lacks } from '../measurement/lacks.tsx'
import { useFormats, useWords } from '../ui/index.ts'

const ways: Partial<Record<KpiGap['kind'], readonly Give[]>> = {
  rate: ['rate'],
  amounts: ['won_amounts'],
  customers: ['won_customers'],
  margins: ['won_lines', 'margins'],
  costs: ['costs'],
  wins: ['board'],
  few_customers: ['won_customers'],
  few_repeats: ['won_customers'],
}

/** What a figure lacks, a sentence each, and the way to give it. */
export function KpiGaps({ gaps }: Pick<Kpi, 'gaps'>) {
  const { t } = useWords()
  const { day, number } = useFormats()
  const lacks = gaps.map((gap) => ({
    text: t(`kpis.gap.${gap.kind}`, {
      count: gap.count ?? 0,
      least: number(gap.least ?? 0),
      of: gap.of ?? 0,
      currency: gap.currency ?? '',
      day: gap.day ? day(gap.day) : '',
    }),
    give: ways[gap.kind] ?? [],
    ...(gap.kind === 'rate' && { search: { currency: gap.currency ?? '', day: gap.day ?? '' } }),
  }))
  return <Lacks lacks={lacks} />
}
