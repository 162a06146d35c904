import type { Stand } from '../../contract/forecast.ts'
import { Lacks } from '../measurement/lacks.tsx'
import { useWords } from '../ui/index.ts'
import { NumberLink } from './number-link.tsx'
import { useForecastSearch } from './search.ts'
import { useOwners } from './owners.ts'
import { soldSince } from './sold-deals.ts'
import { moneyRange, useWholeMoney } from './whole-money.ts'

interface StandBarProps {
  readonly stand: Stand
  /** Whose: everybody's without either. */
  readonly owner?: string | undefined
  readonly team?: string | undefined
}

/** Sold, expected of open deals with its limits, and what is still to be created, on one line up to the quota; each opens what it is made of. */
export function StandBar(props: StandBarProps) {
  const { t } = useWords()
  const { sold, expected, quotaMinor, currency } = props.stand
  const write = useWholeMoney(currency)
  const full = Math.max(quotaMinor ?? 0, sold + expected.high, 1)
  const parts = useParts(props)
  return (
    <div>
      <Line stand={props.stand} full={full} />
      <dl className="grid gap-4 tablet:grid-cols-3">
        {parts.map(({ key, text, note, mark, opens }) => (
          <div key={key}>
            <dt className="flex items-center gap-2 text-12 text-ink-2">
              <span aria-hidden className={`size-2 rounded-full ${mark}`} />
              {t(`forecast.stand.${key}`)}
            </dt>
            <dd className="text-24 font-semibold tabular-nums">
              <NumberLink {...opens} label={t(`forecast.stand.${key}`)}>
                {text}
              </NumberLink>
            </dd>
            {note && <dd className="text-12 text-ink-2">{t('forecast.limits', { range: note })}</dd>}
          </div>
        ))}
      </dl>
      {quotaMinor === null ? (
        <div className="mt-3">
          <Lacks lacks={[{ text: t('forecast.stand.no-quota'), give: ['quotas'] }]} />
        </div>
      ) : (
        <p className="mt-3 text-12 text-ink-2">{t('forecast.stand.quota', { amount: write(quotaMinor) })}</p>
      )}
    </div>
  )
}

/** The three numbers, with what each opens. */
function useParts({ stand, owner, team }: StandBarProps) {
  const { owners } = useOwners(owner, team)
  const { period, asOf } = useForecastSearch()
  const { sold, expected, toCreate, currency, from } = stand
  const write = useWholeMoney(currency)
  return [
    {
      key: 'sold',
      text: write(sold),
      note: null,
      mark: 'bg-ok',
      opens: { to: 'deals', search: { filter: soldSince(from, owners, asOf) } },
    },
    {
      key: 'expected',
      text: write(expected.expected),
      note: moneyRange(write(expected.low), write(expected.high)),
      mark: 'bg-accent',
      opens: {
        to: 'forecast/expected',
        search: { owner, team, period: period === 'quarter' ? undefined : period, as_of: asOf },
      },
    },
    ...(toCreate === null
      ? []
      : [
          {
            key: 'create',
            text: write(toCreate.minor),
            // Where nothing is left to be created, nothing is uncertain either.
            note: toCreate.high === 0 ? null : moneyRange(write(toCreate.low), write(toCreate.high)),
            mark: 'bg-warn',
            opens: { to: 'quotas', search: {} },
          },
        ]),
  ]
}

/** As wide as the quota, or as what may come at best. */
function Line({ stand: { sold, expected, quotaMinor }, full }: { stand: Stand; full: number }) {
  const { direction } = useWords()
  const part = (minor: number) => (Math.max(0, minor) / full) * 100
  const at = (minor: number) => `${direction === 'rtl' ? 100 - part(minor) : part(minor)}%`
  return (
    <div aria-hidden className="relative mb-1 h-9">
      <div className="absolute inset-x-0 top-2 flex h-5 overflow-hidden rounded-1 bg-sunken">
        <span className="bg-ok" style={{ width: `${part(sold)}%` }} />
        <span className="bg-accent" style={{ width: `${part(expected.expected)}%` }} />
      </div>
      <svg width="100%" height="36" className="absolute inset-0 overflow-visible">
        <line
          x1={at(sold + expected.low)}
          x2={at(sold + expected.high)}
          y1={18}
          y2={18}
          stroke="var(--ink)"
          strokeWidth={2}
        />
        {[expected.low, expected.high].map((minor, place) => (
          <line
            key={place}
            x1={at(sold + minor)}
            x2={at(sold + minor)}
            y1={12}
            y2={24}
            stroke="var(--ink)"
            strokeWidth={2}
          />
        ))}
        {quotaMinor !== null && (
          <line
            x1={at(quotaMinor)}
            x2={at(quotaMinor)}
            y1={2}
            y2={34}
            stroke="var(--ink)"
            strokeWidth={2}
            strokeDasharray="3 3"
          />
        )}
      </svg>
    </div>
  )
}
