import type { ProcessVersion } from '../../contract/process.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useCycleLength, useWinRate } from '../measurement/queries.ts'
import { usualByDay } from '../measurement/search.ts'
import { Skeleton, useFormats, useWords } from '../ui/index.ts'

// Fewer deals than this tell nothing of a version.
const fewest = 10

/** What the numbers were of the deals that were opened in each version: before and after, not a test. */
export function VersionFigures({ versions }: { versions: readonly ProcessVersion[] }) {
  const { t } = useWords()
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-3">
      <h3 className="font-semibold">{t('processes.numbers')}</h3>
      <div className="grid gap-3 tablet:grid-cols-2">
        {versions.map((version) => (
          <Figures key={version.id} version={version} />
        ))}
      </div>
      <p className="text-12 text-ink-2">{t('processes.numbers.note', { days: usualByDay })}</p>
    </section>
  )
}

function Figures({ version }: { version: ProcessVersion }) {
  const { t } = useWords()
  const { number, day } = useFormats()
  const { days, share, daysInterval, shareInterval } = useEstimateWords()
  const filters = { version: version.id }
  const cycle = useCycleLength(filters)
  const rate = useWinRate(filters, usualByDay)
  const { publishedAt, retiredAt } = version
  const from = publishedAt && day(publishedAt)
  const n = cycle.data?.n ?? 0
  return (
    <div className="rounded-2 border border-line p-3">
      <p className="font-medium">{t('processes.version-number', { number: version.number })}</p>
      <p className="text-12 text-ink-2">
        {from &&
          (retiredAt
            ? t('processes.numbers.period', { from, to: day(retiredAt) })
            : t('processes.numbers.since', { from }))}
      </p>
      {(cycle.isPending || rate.isPending) && <Skeleton className="mt-2 h-16" />}
      {cycle.data && rate.data && (
        <dl className="mt-2 flex flex-col gap-1.5">
          <Row
            name={t('processes.numbers.n')}
            value={number(n)}
            {...(n < fewest ? { note: t('processes.numbers.few', { least: fewest }) } : {})}
          />
          {n >= fewest && (
            <>
              <Row
                name={t('processes.numbers.median')}
                value={days(cycle.data.timeToSignature.median.value)}
                note={daysInterval(cycle.data.timeToSignature.median)}
              />
              <Row
                name={t('processes.numbers.won', { days: usualByDay })}
                value={share(rate.data.won.estimate)}
                note={shareInterval({
                  value: rate.data.won.estimate,
                  low: rate.data.won.low,
                  high: rate.data.won.high,
                })}
              />
            </>
          )}
        </dl>
      )}
    </div>
  )
}

function Row({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2">
      <dt className="text-12 text-ink-2">{name}</dt>
      <dd className="font-semibold">
        <bdi>{value}</bdi>
        {note && <span className="ms-2 text-12 font-normal text-ink-2">{note}</span>}
      </dd>
    </div>
  )
}
