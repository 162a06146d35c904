import { Link } from '@tanstack/react-router'
import type { Kpi, KpiGap } from '../../contract/kpis.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** What a figure lacks, a sentence each, and the way to give it. */
export function KpiGaps({ gaps }: Pick<Kpi, 'gaps'>) {
  const { t } = useWords()
  const { day, number } = useFormats()
  if (gaps.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 text-12 text-ink-2">
      {gaps.map((gap) => (
        <li key={`${gap.kind} ${gap.currency}`}>
          {t(`kpis.gap.${gap.kind}`, {
            count: gap.count ?? 0,
            least: number(gap.least ?? 0),
            currency: gap.currency ?? '',
            day: gap.day ? day(gap.day) : '',
          })}{' '}
          <Way gap={gap} />
        </li>
      ))}
    </ul>
  )
}

function Way({ gap: { kind, currency, day } }: { gap: KpiGap }) {
  const { t } = useWords()
  const address = useAddress()
  const { rights } = useSession()
  const mayGive = rights.includes(kind === 'margins' ? 'products.edit' : 'costs.edit')
  const ways: Partial<Record<KpiGap['kind'], { to: string; search: Record<string, string> }>> = {
    rate: { to: 'settings/rates', search: { currency: currency ?? '', day: day ?? '' } },
    costs: { to: 'settings/sources', search: {} },
    margins: { to: 'products', search: {} },
  }
  const way = ways[kind]
  if (way === undefined || !mayGive) return null
  return (
    <Link
      to={address(way.to)}
      search={way.search}
      className="inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline print:hidden"
    >
      {t(`kpis.way.${kind}`)}
    </Link>
  )
}
