import type { Velocity } from '../../contract/insights.ts'
import { Beneath } from '../charts/index.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { useEstimateWords } from './estimate-words.ts'
import { Figure } from './figure.tsx'
import { range } from '../../words/isolate.ts'
import { Lacks } from './lacks.tsx'
import { useMoneyWords } from './money-words.ts'
import { Beside, BesideRow, Headline } from './parts.tsx'
import type { Behind } from './search.ts'

type Estimated = Velocity['perDay']

/** What selling brings a day, part by part, and what textbooks make of it. */
export function VelocityFigure({ velocity }: { velocity: Velocity }) {
  const { t } = useWords()
  const { share } = useEstimateWords()
  const { money, days, interval } = useMoneyWords(velocity.currency)
  const { perDay, withoutValue, textbook } = velocity
  return (
    <Figure id="velocity" title={t('insights.velocity')} told={velocity} table={() => table(velocity, t)}>
      <div className="grid gap-6 wide:grid-cols-[minmax(220px,3fr)_minmax(0,6fr)_minmax(220px,3fr)]">
        <Headline figure={money(perDay.estimate)} interval={interval(perDay)}>
          {perDay.estimate === null ? t('insights.velocity.unknown') : t('insights.velocity.sentence')}
        </Headline>
        <Parts velocity={velocity} />
        <Beside title={t('insights.velocity.textbook')} why={t('insights.velocity.textbook-why')}>
          <BesideRow name={t('insights.velocity.per-day')}>{money(textbook.perDay)}</BesideRow>
          <BesideRow name={t('insights.velocity.open')}>{t('insights.n', { n: textbook.open })}</BesideRow>
          <BesideRow name={t('insights.closed-only.rate')}>{share(textbook.winRate)}</BesideRow>
          <BesideRow name={t('insights.velocity.value')}>{money(textbook.value)}</BesideRow>
          <BesideRow name={t('insights.closed-only.meanWon')}>{days(textbook.cycleDays)}</BesideRow>
        </Beside>
      </div>
      {withoutValue > 0 && (
        <div className="mt-4">
          <Lacks
            lacks={[
              {
                text: t('insights.velocity.without', { count: withoutValue, currency: velocity.currency }),
                give: ['won_amounts'],
              },
            ]}
          />
        </div>
      )}
    </Figure>
  )
}

/** Arrivals × share won × value, each with how sure it is. */
function Parts({ velocity: { currency, arrivals, winRate, wonValue } }: { velocity: Velocity }) {
  const { t } = useWords()
  const { number, day } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const { money, bounds } = useMoneyWords(currency)
  const each = ({ low, high }: Estimated) =>
    low === null || high === null ? '' : range(number(low, 2), number(high, 2))
  const parts = [
    {
      key: 'arrivals',
      name: t('insights.velocity.arrivals'),
      text: arrivals.perDay.estimate === null ? '–' : number(arrivals.perDay.estimate, 2),
      bounds: each(arrivals.perDay),
      note:
        arrivals.days === 0
          ? t('insights.velocity.unwatched')
          : t('insights.velocity.arrivals-of', {
              count: arrivals.count,
              days: arrivals.days,
              from: arrivals.from ? day(arrivals.from) : null,
            }),
      behind: { part: 'dated', opened: arrivals.from ?? undefined },
    },
    {
      key: 'won',
      name: t('insights.velocity.won'),
      text: share(winRate.estimate),
      bounds: shareRange({ ...winRate, value: winRate.estimate }),
      note: t('insights.win.by-day', { days: winRate.byDay }),
      behind: { part: 'dated_won' },
    },
    {
      key: 'value',
      name: t('insights.velocity.value'),
      text: money(wonValue.estimate),
      bounds: bounds(wonValue),
      note: t('insights.signals.wins', { count: wonValue.n }),
      behind: { part: 'dated_won' },
    },
  ] as const
  return (
    <dl className="flex flex-col">
      {parts.map(({ key, ...part }, place) => (
        <PartRow key={key} {...part} isFirst={place === 0} />
      ))}
    </dl>
  )
}

interface PartRowProps {
  readonly name: string
  readonly text: string
  readonly bounds: string
  readonly note: string
  readonly behind: Behind
  readonly isFirst: boolean
}

function PartRow({ name, text, bounds, note, behind, isFirst }: PartRowProps) {
  return (
    <div className="flex items-baseline gap-3 border-b border-line py-2 last:border-b-0">
      <span aria-hidden className="w-4 text-center text-ink-3">
        {isFirst ? '' : '×'}
      </span>
      <dt className="min-w-0 flex-1">
        {name}
        <span className="block text-11 text-ink-2">{note}</span>
      </dt>
      <dd className="text-end">
        <BehindLink behind={behind} label={name} className="text-15 font-semibold">
          {text}
        </BehindLink>
        <Beneath>{bounds}</Beneath>
      </dd>
    </div>
  )
}

function table(velocity: Velocity, t: (id: string, values?: Record<string, unknown>) => string): CsvCell[][] {
  const { currency, perDay, arrivals, winRate, wonValue, textbook, n, asOf } = velocity
  const row = (name: string, { estimate, low, high }: Estimated) => [name, estimate, low, high]
  // As in the interface: in the smallest unit of the currency.
  const minor = (name: string) => t('insights.velocity.minor', { name, currency })
  return [
    [t('insights.column.figure'), t('insights.column.value'), t('insights.column.low'), t('insights.column.high')],
    row(minor(t('insights.velocity.per-day')), perDay),
    row(t('insights.velocity.arrivals'), arrivals.perDay),
    row(`${t('insights.velocity.won')}: ${t('insights.win.by-day', { days: winRate.byDay })}`, winRate),
    row(minor(t('insights.velocity.value')), wonValue),
    [],
    [minor(t('insights.velocity.textbook')), textbook.perDay],
    [t('insights.velocity.open'), textbook.open],
    [t('insights.closed-only.rate'), textbook.winRate],
    [t('insights.closed-only.meanWon'), textbook.cycleDays],
    [],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
