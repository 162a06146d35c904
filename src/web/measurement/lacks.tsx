import { Link } from '@tanstack/react-router'
import type { Filter } from '../../contract/filters.ts'
import type { Permission } from '../../contract/permissions.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { buttonClass, cx, useWords } from '../ui/index.ts'

interface Place {
  readonly to: string
  /** Whoever lacks it is not sent there. */
  readonly right: Permission
  readonly search?: Readonly<Record<string, unknown>>
}

const isWon: Filter = { field: 'outcome', op: 'is', value: 'won' }
const isOpen: Filter = { field: 'outcome', op: 'is', value: 'open' }
// Of a deal that is still open, nought is no amount.
const noAmount: Filter = {
  or: [
    { field: 'amountMinor', op: 'empty' },
    { field: 'amountMinor', op: 'is', value: 0 },
  ],
}

/** A list narrowed to the rows that lack these fields. */
export function without(fields: readonly string[], ...more: readonly Filter[]) {
  return { filter: { and: [...more, ...fields.map((field): Filter => ({ field, op: 'empty' }))] } }
}

/** Where each thing that figures are made of is given; `measurement.give.<key>` says so. */
const places = {
  amounts: { to: 'deals', right: 'deals.work', search: without(['amountMinor']) },
  won_amounts: { to: 'deals', right: 'deals.work', search: without(['amountMinor'], isWon) },
  open_amounts: { to: 'deals', right: 'deals.work', search: without([], isOpen, noAmount) },
  lines: { to: 'deals', right: 'deals.work', search: without(['productId']) },
  won_lines: { to: 'deals', right: 'deals.work', search: without(['productId'], isWon) },
  won_customers: {
    to: 'deals',
    right: 'deals.work',
    search: without(['companyId', 'personId', 'householdId'], isWon),
  },
  owners: { to: 'deals', right: 'deals.assign', search: without(['ownerId']) },
  sources: { to: 'deals', right: 'deals.work', search: without(['sourceId']) },
  sectors: { to: 'companies', right: 'base.edit', search: without(['sector']) },
  sizes: { to: 'companies', right: 'base.edit', search: without(['employees']) },
  // The field is named where they are asked for.
  own_of_deals: { to: 'deals', right: 'deals.work' },
  own_of_companies: { to: 'companies', right: 'base.edit' },
  margins: { to: 'products', right: 'products.edit', search: without(['costMinor']) },
  costs: { to: 'settings/sources', right: 'costs.edit' },
  rate: { to: 'settings/rates', right: 'costs.edit' },
  terms: { to: 'settings/prices', right: 'products.edit' },
  teams: { to: 'settings/members', right: 'members.manage' },
  markets: { to: 'prospects/markets', right: 'base.edit' },
  process: { to: 'process', right: 'process.edit' },
  quotas: { to: 'quotas', right: 'quotas.plan' },
  board: { to: 'board', right: 'deals.work' },
  today: { to: 'today', right: 'deals.work' },
  calendar: { to: 'calendar', right: 'deals.work' },
  import: { to: 'import', right: 'imports.run' },
  activities: { to: 'import', right: 'imports.run' },
  sequences: { to: 'sequences', right: 'deals.work' },
  cards: { to: 'cards', right: 'deals.work' },
  prices: { to: 'settings/prices', right: 'products.edit' },
  deals: { to: 'deals', right: 'deals.work' },
  duplicates: { to: 'duplicates', right: 'duplicates.merge' },
} as const satisfies Record<string, Place>

export type Give = keyof typeof places

interface GiveLinkProps {
  readonly give: Give
  readonly search?: Readonly<Record<string, unknown>> | undefined
  readonly isButton?: boolean
}

/** The one click to where something is given; nothing for whoever may not give it. */
export function GiveLink({ give, search, isButton = false }: GiveLinkProps) {
  const { t } = useWords()
  const address = useAddress()
  const { rights } = useSession()
  const place: Place = places[give]
  if (!rights.includes(place.right)) return null
  return (
    <Link
      to={address(place.to)}
      search={search ?? place.search ?? {}}
      className={cx(
        'print:hidden',
        isButton
          ? buttonClass('primary')
          : 'inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline',
      )}
    >
      {t(`measurement.give.${give}`)}
    </Link>
  )
}

/** A thing that a figure lacks: the sentence that says so, and the ways to give it. */
export interface Lack {
  readonly text: string
  readonly give?: readonly Give[]
  readonly search?: Readonly<Record<string, unknown>>
}

/** What a figure lacks, a sentence each with the way to give it; nothing where nothing is missing. */
export function Lacks({ lacks, isLarge = false }: { lacks: readonly Lack[]; isLarge?: boolean }) {
  if (lacks.length === 0) return null
  return (
    <ul className={cx('flex flex-col gap-1 text-ink-2', !isLarge && 'text-12')}>
      {lacks.map(({ text, give = [], search }) => (
        <li key={text} className="max-w-[90ch]">
          {text}
          {give.map((each) => (
            <span key={each}>
              {' '}
              <GiveLink give={each} search={search} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
