import { Link } from '@tanstack/react-router'
import { type ProductLife, type Sign, leastWins } from '../../contract/life-cycle.ts'
import { numberFormat } from '../../words/number-format.ts'
import { Beneath } from '../charts/index.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { BehindLink } from '../measurement/behind-link.tsx'
import { addDays } from '../people/day-of.ts'
import { isolated, signedRange } from '../../words/isolate.ts'
import { useAddress } from '../shell/places.ts'
import { Badge, Button, Table, useFormats, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { PhaseCurve } from './phase-curve.tsx'

type Phase = NonNullable<ProductLife['phase']>

const tones = { introduction: 'accent', growth: 'ok', maturity: 'plain', decline: 'warn' } satisfies Record<Phase, Tone>

interface ProductCardProps {
  readonly life: ProductLife
  /** The day that the history begins on. */
  readonly from: string | null
  /** The last day of the quarters that are read. */
  readonly until: string
  /** Says where it stands; nothing for those who may not. */
  readonly onJudge: (() => void) | undefined
}

/** A product: its phase, what that means, and what says so. */
export function ProductCard({ life, from, until, onJudge }: ProductCardProps) {
  const { t } = useWords()
  const { number, day } = useFormats()
  const address = useAddress()
  const { productId, name, phase, override, n } = life
  const shown = override?.phase ?? phase
  const unknown =
    n < leastWins || from === null
      ? t('kpis.life.few', { n, least: number(leastWins) })
      : t('kpis.life.short', { day: day(from) })
  return (
    <section aria-labelledby={productId} className="card flex flex-col gap-3 p-4 break-inside-avoid">
      <header className="flex flex-wrap items-center gap-2">
        <h2 id={productId} className="min-w-0 flex-1 truncate font-semibold">
          <Link to={address(`products/${productId}`)} className="hover:text-accent">
            <bdi>{name}</bdi>
          </Link>
        </h2>
        {shown ? (
          <Badge tone={tones[shown]}>{t(`codes.market_maturity.${shown}`)}</Badge>
        ) : (
          <Badge>{t('kpis.life.unknown')}</Badge>
        )}
      </header>
      <PhaseCurve phase={shown} />
      <p className="text-ink-2">{shown ? t(`kpis.life.means.${shown}`) : unknown}</p>
      <Override life={life} />
      <Quarters life={life} />
      <Signs life={life} until={until} />
      <footer className="flex flex-wrap items-center gap-x-3 border-t border-line pt-3 text-12 text-ink-2">
        <Wins life={life} since={-8} to={until} count={n}>
          {t('kpis.life.n', { n })}
        </Wins>
        {onJudge && (
          <Button variant="quiet" className="ms-auto print:hidden" onPress={onJudge}>
            {t('kpis.life.judge')}
            <span className="sr-only">{`: ${name}`}</span>
          </Button>
        )}
      </footer>
    </section>
  )
}

interface WinsProps {
  readonly life: ProductLife
  /** How many quarters from the end they begin at: −8 for all that are read. */
  readonly since: number
  readonly to: string
  readonly count: number
  readonly children: string
}

/** A number of wins, which opens the deals; nothing to open where it is none. */
function Wins({ life: { productId, name, quarters }, since, to, count, children }: WinsProps) {
  if (count === 0) return <span>{children}</span>
  const from = quarters.at(since)?.from ?? to
  return (
    <BehindLink behind={{ part: 'sold', group: { by: 'sales', key: `${productId}/${from}/${to}` } }} label={name}>
      {children}
    </BehindLink>
  )
}

/** What a manager says instead, and how that did since. */
function Override({ life: { phase, override } }: { life: ProductLife }) {
  const { t } = useWords()
  const { instant } = useFormats()
  if (!override) return null
  const { reason, recordedAt, recordedBy, quarters, agreed } = override
  return (
    <div className="rounded-2 bg-sunken px-3 py-2 text-12 text-ink-2">
      <p dir="auto" className="text-13 text-ink">
        {reason}
      </p>
      <p className="mt-1">
        <bdi>{recordedBy ?? t('kpis.options.a-key')}</bdi>
        {' · '}
        {instant(recordedAt)}
      </p>
      <p>
        {phase ? t('kpis.life.sales-say', { phase: t(`codes.market_maturity.${phase}`) }) : t('kpis.life.unknown')}{' '}
        {t('kpis.life.agreed', { quarters, agreed })}
      </p>
    </div>
  )
}

function Quarters({ life: { quarters } }: { life: ProductLife }) {
  const { t } = useWords()
  const { day } = useFormats()
  const most = Math.max(1, ...quarters.map(({ wins }) => wins))
  const columns = [
    {
      key: 'from',
      title: t('kpis.life.quarter'),
      cell: (row: (typeof quarters)[number]) => day(row.from),
      isRowHeader: true,
    },
    { key: 'wins', title: t('kpis.life.wins'), cell: (row: (typeof quarters)[number]) => row.wins, isNumber: true },
  ]
  return (
    <ChartFrame label={t('kpis.life.by-quarter')} columns={columns} rows={quarters} rowKey={({ from }) => from}>
      <div aria-hidden className="flex h-12 items-end gap-[3px]">
        {quarters.map(({ from, wins }, place) => (
          <span
            key={from}
            className={
              place >= quarters.length - 4 ? 'flex-1 rounded-[2px] bg-accent' : 'flex-1 rounded-[2px] bg-accent-soft'
            }
            style={{ height: `max(2px, ${(wins / most) * 100}%)` }}
          />
        ))}
      </div>
    </ChartFrame>
  )
}

function Signs({ life, until }: { life: ProductLife; until: string }) {
  const { t } = useWords()
  const { name, signs, quarters } = life
  const { number, percent } = useFormats()
  const lastYear = quarters.at(-4)?.from ?? until
  const years = {
    before: { since: -8, to: addDays(lastYear, -1) },
    now: { since: -4, to: until },
  }
  const write = (sign: Sign, year: 'before' | 'now') => {
    const value = sign[year]
    if (value === null) return '–'
    if (sign.code !== 'volume') {
      return (
        <>
          {percent(value, 1)}
          <Beneath>{t('kpis.life.of', { n: number(sign.of[year]) })}</Beneath>
        </>
      )
    }
    return (
      <Wins life={life} {...years[year]} count={value}>
        {number(value)}
      </Wins>
    )
  }
  const columns = [
    {
      key: 'sign',
      title: t('kpis.life.sign'),
      cell: ({ code }: Sign) => t(`kpis.life.sign.${code}`),
      isRowHeader: true,
    },
    { key: 'before', title: t('kpis.life.before'), cell: (sign: Sign) => write(sign, 'before'), isNumber: true },
    { key: 'now', title: t('kpis.life.now'), cell: (sign: Sign) => write(sign, 'now'), isNumber: true },
    {
      key: 'change',
      title: t('kpis.life.change'),
      cell: (sign: Sign) => <Change sign={sign} />,
      isNumber: true,
      staysLong: true,
    },
  ]
  return <Table label={`${t('kpis.life.signs')}: ${name}`} columns={columns} rows={signs} rowKey={({ code }) => code} />
}

/** Which way it goes, and the 95 % interval of the change. */
function Change({ sign: { code, change, direction } }: { sign: Sign }) {
  const { t, locale } = useWords()
  const { number } = useFormats()
  const points = numberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const write = (value: number) => (code === 'volume' ? `×${number(value, 2)}` : points.format(value * 100))
  if (change.estimate === null && change.low === null) return '–'
  const limits =
    change.low === null || change.high === null
      ? ''
      : signedRange(isolated(write(change.low)), isolated(write(change.high)))
  return (
    <>
      {t(`kpis.life.direction.${direction}`)}
      {limits !== '' && <Beneath>{limits}</Beneath>}
    </>
  )
}
