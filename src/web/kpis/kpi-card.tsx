import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import type { PinnedFigure } from '../../contract/dashboards.ts'
import type { Kpi, KpiPart, KpiPoint, Kpis } from '../../contract/kpis.ts'
import { FigureMenu } from '../dashboards/figure-menu.tsx'
import { Remarks } from '../dashboards/remarks.tsx'
import { csv } from '../measurement/csv.ts'
import { isolated } from '../../words/isolate.ts'
import { download } from '../measurement/download.ts'
import { CopyLink } from '../measurement/figure-card.tsx'
import { Button, IconButton, currencyDigits, useFormats, useWords } from '../ui/index.ts'
import { KpiGaps } from './kpi-gaps.tsx'
import { useKpiWords } from './kpi-words.ts'
import { useKpiChange, useKpiSearch } from './search.ts'
import { Trend, counted } from './trend.tsx'

/** A key figure: what it is now, what it was, of how many, by which definition, and what it lacks. */
export function KpiCard({ kpi, kpis }: { kpi: Kpi; kpis: Kpis }) {
  const { t } = useWords()
  const point = kpi.points[kpi.shown]
  const hasTrend = kpi.points.filter(({ value }) => value !== null).length > 2
  return (
    <section
      id={kpi.code}
      aria-labelledby={`${kpi.code}-title`}
      className="card flex scroll-mt-16 flex-col gap-3 p-4 break-inside-avoid"
    >
      <header className="flex min-h-8 items-center gap-1">
        <h2 id={`${kpi.code}-title`} className="min-w-0 flex-1 font-semibold">
          {t(`kpis.name.${kpi.code}`)}
        </h2>
        <Acts kpi={kpi} kpis={kpis} />
      </header>
      <Headline kpi={kpi} kpis={kpis} />
      {hasTrend && <Trend kpi={kpi} kpis={kpis} />}
      <KpiGaps gaps={kpi.gaps} />
      {point && <Told kpi={kpi} kpis={kpis} point={point} />}
    </section>
  )
}

export function Headline({ kpi, kpis }: { kpi: Kpi; kpis: Kpis }) {
  const { t } = useWords()
  const words = useKpiWords(kpis)
  const [before, point] = [kpi.points[kpi.shown - 1], kpi.points[kpi.shown]]
  if (point === undefined) return null
  const change = words.change(kpi)
  const interval = words.interval(kpi, point)
  const chance =
    kpi.withinChance === null ? null : t(`insights.skips.verdict.${kpi.withinChance ? 'within_chance' : 'differ'}`)
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <bdi className="text-32 font-semibold tracking-tight">{words.value(kpi, point.value)}</bdi>
        {change !== null && before && (
          <span className="text-12 text-ink-2">
            {t('kpis.change', { change: isolated(change), former: words.period(before) })}
            {chance !== null && ` · ${chance}`}
          </span>
        )}
      </p>
      {interval !== '' && (
        <p className="text-12 text-ink-2">
          {t('insights.interval', { range: interval })}
          {change === null && chance !== null && ` · ${chance}`}
        </p>
      )}
      <p className="mt-1 text-ink-2">
        {t(`kpis.say.${kpi.code}`, {
          period: words.period(point),
          former: before ? words.period(before) : '',
          sum: words.money(point.sum),
          formerSum: words.money(before?.sum ?? null),
          days: kpis.options.byDay,
        })}
      </p>
    </div>
  )
}

/** Of how many, converted at which rates, and what the figure means. */
function Told({ kpi, kpis, point }: { kpi: Kpi; kpis: Kpis; point: KpiPoint }) {
  const { t } = useWords()
  const { day } = useFormats()
  const words = useKpiWords(kpis)
  const { rates, silences } = kpi
  const { n, besides } = point
  return (
    <footer className="mt-auto flex flex-col gap-1 border-t border-line pt-3 text-12 text-ink-2">
      <p className="flex flex-wrap items-center gap-x-2">
        <Opener kpi={kpi} part="counted">
          {t(`kpis.n.${counted(kpi)}`, { n })}
        </Opener>
        {besides && besides.n > 0 && (
          <Opener kpi={kpi} part={besides.part}>
            {t(`kpis.besides.${besides.part}`, { n: besides.n })}
          </Opener>
        )}
        <span>{t('insights.as-of', { day: day(kpis.asOf) })}</span>
      </p>
      {silences && point.value !== null && <p>{t('kpis.silences', { ...silences })}</p>}
      {rates && (
        <p>
          {t('kpis.converted', {
            same: rates.from === rates.to ? 'yes' : 'no',
            from: day(rates.from),
            to: day(rates.to),
          })}
        </p>
      )}
      <details>
        <summary className="inline-flex min-h-6 cursor-default items-center font-medium text-ink underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-accent">
          {t('insights.method')}
        </summary>
        <p className="mt-1">{words.definition(kpi)}</p>
        <p className="mt-1 text-ink-3">{t('kpis.version', { version: String(kpi.version) })}</p>
      </details>
      <Remarks pinned={usePinned(kpi)} asOf={kpis.asOf} />
    </footer>
  )
}

/** A count that opens the deals it is of. */
function Opener({ kpi, part, children }: { kpi: Kpi; part: KpiPart; children: string }) {
  const change = useKpiChange()
  return (
    <Button
      variant="quiet"
      onPress={() => change({ open: kpi.code, part: part === 'counted' ? undefined : part })}
      className="-ms-2 min-h-6! px-2! text-12 underline decoration-line-strong decoration-dotted underline-offset-4"
    >
      {children}
    </Button>
  )
}

/** The figure under the filters of the address, of whatever day. */
function usePinned({ code }: Kpi): PinnedFigure {
  const { filters, grain } = useKpiSearch()
  const { as_of: _, known_at: __, ...narrowed } = filters
  return { figure: code, filters: { ...narrowed, ...(grain === 'month' ? {} : { grain }) } }
}

function Acts({ kpi, kpis }: { kpi: Kpi; kpis: Kpis }) {
  const { t } = useWords()
  const words = useKpiWords(kpis)
  const name = t(`kpis.name.${kpi.code}`)
  const table = () => [
    [
      t('kpis.column.period'),
      t('kpis.column.from'),
      t('kpis.column.to'),
      t('insights.column.value'),
      t('insights.column.low'),
      t('insights.column.high'),
      t(`kpis.column.${counted(kpi)}`),
      t('kpis.column.currency'),
      t('insights.method'),
    ],
    ...kpi.points.map((point) => [
      words.period(point),
      point.from,
      point.to,
      plain(kpi, kpis, point.value),
      plain(kpi, kpis, point.low),
      plain(kpi, kpis, point.high),
      point.n,
      kpi.unit === 'money' ? kpis.currency : '',
      words.definition(kpi),
    ]),
  ]
  return (
    <span className="flex print:hidden">
      <CopyLink id={kpi.code} clocks={kpis} label={t('kpis.copy-link', { name })} />
      <IconButton
        icon={IconDownload}
        label={t('kpis.csv', { name })}
        onPress={() => download(`${kpi.code}-${kpis.asOf}.csv`, csv(table()))}
      />
      <FigureMenu pinned={usePinned(kpi)} />
    </span>
  )
}

/** A number for a spreadsheet: money in whole units of its currency. */
function plain({ unit }: Kpi, { currency }: Kpis, value: number | null): number | null {
  if (value === null || unit === 'share') return value
  return value / 10 ** currencyDigits(currency)
}
