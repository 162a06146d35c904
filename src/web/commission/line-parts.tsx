import type { CommissionLine, LinePart } from '../../contract/commission.ts'
import { Money, cx, useFormats, useWords } from '../ui/index.ts'
import { useReached } from './terms-text.tsx'

interface LineProps {
  readonly line: CommissionLine
  readonly currency: string
}

/** How a line came about: what counts of the sale, tier by tier, and what was booked before. */
export function LineParts({ line, currency }: LineProps) {
  const { t } = useWords()
  const { parts, kind, minor } = line
  return (
    <div className="flex flex-col rounded-2 bg-sunken px-3 py-1 text-12 print:flex-row print:flex-wrap print:gap-x-4 print:bg-transparent print:p-0 print:text-ink-2">
      <Counted line={line} currency={currency} />
      {kind === 'claw_back' && <p className="pt-2 text-ink-2 print:pt-0">{t('commission.part.gone')}</p>}
      <dl className="flex flex-col print:flex-row print:flex-wrap print:gap-x-4">
        {parts.map((part) => (
          <Row key={`${part.kind} ${part.tier?.from} ${part.statementOn}`} minor={part.minor} currency={currency}>
            <PartText part={part} line={line} currency={currency} />
          </Row>
        ))}
        {parts.length > 1 && (
          <Row minor={minor} currency={currency} isTotal>
            {t('commission.part.total')}
          </Row>
        )}
      </dl>
    </div>
  )
}

interface RowProps {
  readonly minor: number
  readonly currency: string
  readonly isTotal?: boolean
  readonly children: React.ReactNode
}

function Row({ minor, currency, isTotal = false, children }: RowProps) {
  return (
    <div
      className={cx(
        'flex items-baseline justify-between gap-4 border-b border-line py-1.5 last:border-b-0',
        // On paper the parts run on, and the sum stands in the line itself.
        isTotal ? 'print:hidden' : 'print:gap-1.5 print:border-0 print:py-0',
      )}
    >
      <dt className={isTotal ? 'font-medium' : 'min-w-0'}>{children}</dt>
      <dd className={isTotal ? 'font-medium whitespace-nowrap' : 'whitespace-nowrap'}>
        <Money value={{ minor, currency }} exact />
      </dd>
    </div>
  )
}

/** What of a sale counts, and what came before it in the period: so one sees why these tiers. */
function Counted({ line: { parts, details }, currency }: LineProps) {
  const { t } = useWords()
  const { money, percent, day } = useFormats()
  const { creditMinor, startMinor = 0, share = 10_000, sold, wonOn } = details
  if (creditMinor === undefined || !parts.some(({ tier }) => tier !== null)) return null
  const [isShared, isExchanged] = [share < 10_000, sold !== undefined && sold.currency !== currency]
  const how = isShared ? (isExchanged ? 'both' : 'shared') : isExchanged ? 'exchanged' : 'whole'
  const credit = money({ minor: creditMinor, currency })
  const values = {
    how,
    credit,
    share: percent(share / 10_000, 2),
    sold: sold ? money(sold) : credit,
    day: wonOn === undefined ? '' : day(wonOn),
  }
  const before = { place: startMinor === 0 ? 'first' : 'later', start: money({ minor: startMinor, currency }) }
  return (
    <p className="flex flex-wrap gap-x-2 pt-2 text-ink-2 print:pt-0">
      <span>{t('commission.part.sold', values)}</span>
      <span>{t('commission.part.start', before)}</span>
    </p>
  )
}

function PartText({ part, line, currency }: LineProps & { part: LinePart }) {
  const { t } = useWords()
  const { money, percent, day } = useFormats()
  const reached = useReached(currency)
  const { kind, tier, ofMinor, goal, statementOn, minor } = part
  if (tier !== null) {
    const edge = (at: number | null) =>
      at === null ? '' : tier.by === 'quota' ? percent(at / 10_000, 2) : money({ minor: at, currency })
    const values = { by: tier.by, from: edge(tier.from), until: edge(tier.until), place: placeOf(tier) }
    const of = money({ minor: ofMinor ?? 0, currency })
    return t('commission.part.tier', { ...values, of, rate: percent(tier.rate / 10_000, 2) })
  }
  if (goal !== null) {
    const { by, reach } = goal
    const amount = money({ minor, currency })
    return t('commission.terms.bonus', {
      name: line.details.name ?? '',
      amount,
      goal: by,
      reach: reached({ goal: by, reach }),
    })
  }
  switch (kind) {
    case 'cap':
      return t('commission.part.cap')
    case 'earned':
      return t('commission.part.earned')
    case 'booked':
      return t('commission.part.booked', { day: statementOn === null ? '' : day(statementOn) })
    case 'goal':
      return t('commission.kind.bonus')
    case 'granted':
      return t('commission.kind.adjustment')
    case 'tier':
    case 'beyond':
      return null
  }
}

function placeOf({ from, until }: NonNullable<LinePart['tier']>): string {
  if (until === null) return from === 0 ? 'all' : 'last'
  return from === 0 ? 'first' : 'middle'
}
