import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { showCompanyCycles, showHouseholdCycles, showPersonCycles } from '../../contract/customers.ts'
import type { Cycle, Cycles } from '../../contract/customers.ts'
import { call } from '../api.ts'
import { useWidth } from '../charts/use-width.ts'
import { Section } from '../deals/section.tsx'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Badge, Day, ErrorState, Money, Skeleton, cx, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import type { CustomerKind } from './customers.ts'
import { loopsOf } from './cycles-strip.ts'
import { dayOf } from './day-of.ts'

const endpoints = {
  company: showCompanyCycles,
  person: showPersonCycles,
  household: showHouseholdCycles,
} as const satisfies Record<CustomerKind, unknown>

export function useCycles(kind: CustomerKind, id: string) {
  return useQuery({
    queryKey: ['story', kind, id, 'cycles'],
    queryFn: (): Promise<Cycles> => call(endpoints[kind], { params: { id } }),
  })
}

/** Every pass through the cycle with this customer: as loops over a line of time, and as a list. */
export function CyclesSection({ kind, id }: { kind: CustomerKind; id: string }) {
  const { t } = useWords()
  const cycles = useCycles(kind, id)
  const items = cycles.data?.items ?? []
  return (
    <Section title={t('people.cycles.title')}>
      {cycles.isPending && <Skeleton className="h-24" />}
      {cycles.isError && <ErrorState error={cycles.error} onRetry={() => void cycles.refetch()} />}
      {cycles.isSuccess && items.length === 0 && <p className="text-ink-3">{t('people.deals.none')}</p>}
      {items.length > 0 && <Strip cycles={items} />}
      <ul className="flex flex-col divide-y divide-line border-line not-empty:rounded-3 not-empty:border">
        {items.map((cycle) => (
          <CycleRow key={cycle.id} cycle={cycle} />
        ))}
      </ul>
    </Section>
  )
}

const lineAt = 44
const height = 64

/** The picture; the list below says the same in words. */
function Strip({ cycles }: { cycles: readonly Cycle[] }) {
  const { t, direction } = useWords()
  const { timeZone } = useSession().workspace
  const [box, width] = useWidth()
  const [now] = useState(() => Date.now())
  const loops = width > 0 ? loopsOf(cycles, { width, line: lineAt, isMirrored: direction === 'rtl', now }) : []
  const count = (outcome: Cycle['outcome']) => cycles.filter((cycle) => cycle.outcome === outcome).length
  const oldest = cycles.at(-1)
  return (
    <div ref={box} className="flex min-w-0 flex-col">
      {width > 0 && (
        <svg
          role="img"
          aria-label={t('people.cycles.picture', { count: cycles.length, won: count('won'), open: count('open') })}
          width={width}
          height={height}
          className="block overflow-visible"
        >
          <line x1={0} x2={width} y1={lineAt} y2={lineAt} className="stroke-line" />
          {loops.map(
            ({ id, link }) =>
              link && <path key={id} d={link} className="fill-none stroke-ink-3 [stroke-dasharray:2_3]" />,
          )}
          {loops.map(({ id, outcome, path }) => (
            <path key={id} d={path} strokeWidth={2} className={cx('print-color-exact', loopColours[outcome])} />
          ))}
        </svg>
      )}
      <p className="flex justify-between text-11 text-ink-3">
        {oldest && <Day value={dayOf(oldest.openedAt, timeZone)} />}
        <span>{t('people.cycles.today')}</span>
      </p>
    </div>
  )
}

const loopColours: Record<Cycle['outcome'], string> = {
  open: 'fill-none stroke-accent [stroke-dasharray:5_4]',
  won: 'fill-ok-soft stroke-ok',
  lost: 'fill-none stroke-bad',
  disqualified: 'fill-none stroke-ink-3',
  not_now: 'fill-none stroke-warn',
}

const tones = { open: 'accent', won: 'ok', lost: 'bad', disqualified: 'plain', not_now: 'warn' } satisfies Record<
  Cycle['outcome'],
  Tone
>

function CycleRow({ cycle }: { cycle: Cycle }) {
  const { t } = useWords()
  const address = useAddress()
  const { timeZone } = useSession().workspace
  return (
    <li>
      <Link
        to={address(`deals/${cycle.id}`)}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 px-3 py-2 transition-colors hover:bg-sunken"
      >
        <span className="truncate font-medium">
          <bdi>{cycle.name}</bdi>
        </span>
        <span className="text-end">
          {cycle.amountMinor !== null && <Money value={{ minor: cycle.amountMinor, currency: cycle.currency }} />}
        </span>
        <span className="flex min-w-0 items-center gap-2 text-12 text-ink-2">
          <span className="shrink-0 whitespace-nowrap">
            <Badge tone={tones[cycle.outcome]}>{t(`codes.outcome.${cycle.outcome}`)}</Badge>
          </span>
          {cycle.role && <Badge>{t(`codes.stakeholder_role.${cycle.role}`)}</Badge>}
          <span className="truncate">
            {cycle.previousDealId === null ? (
              <bdi>{cycle.stageName}</bdi>
            ) : (
              t('people.cycles.came-back', { stage: cycle.stageName })
            )}
          </span>
        </span>
        <span className="text-end text-12 text-ink-3">
          <Day value={dayOf(cycle.openedAt, timeZone)} />
          {cycle.endedAt && (
            <>
              {' – '}
              <Day value={dayOf(cycle.endedAt, timeZone)} />
            </>
          )}
        </span>
      </Link>
    </li>
  )
}
