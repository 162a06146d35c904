import { Link } from '@tanstack/react-router'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCalendarDue from '@tabler/icons-react/dist/esm/icons/IconCalendarDue.mjs'
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs'
import type { Need, NeedKind } from '../../contract/today.ts'
import { dayOf, daysBetween } from '../people/day-of.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Dot, IconButton, Money, cx, useFormats, useWords } from '../ui/index.ts'
import type { NeedActs } from './use-need-keys.tsx'
import { Why } from './why.tsx'

interface NeedRowProps {
  readonly need: Need
  readonly today: string
  readonly showsOwner: boolean
  readonly acts: NeedActs
}

/** Something to do: about whom, what, and why it stands here; beside it what one does with it. */
export function NeedRow({ need, today, showsOwner, acts }: NeedRowProps) {
  const { t } = useWords()
  const address = useAddress()
  const { deal, title, count } = need
  const late = daysLate(need, today, useSession().workspace.timeZone)
  const tone = toneOf(need, late)
  return (
    <div className="flex items-start gap-1 rounded-2 px-2 py-2 transition-colors focus-within:bg-sunken hover:bg-sunken">
      <Link
        to={address(placeOf(need))}
        data-row={`${need.kind} ${need.id}`}
        className="grid min-w-0 flex-1 grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2.5 rounded-1"
      >
        <Dot tone={tone} />
        <bdi className="truncate font-medium">{title ?? t('today.visits', { count })}</bdi>
        <span className="text-12 text-ink-2">
          {deal && deal.amountMinor !== null && (
            <Money value={{ minor: deal.amountMinor, currency: deal.currency }} compact />
          )}
        </span>
        <span className={cx('col-start-2 col-end-4 flex gap-1.5 text-12', texts[tone])}>
          <WhatToDo need={need} late={late} />
        </span>
        <span className="col-start-2 col-end-4 flex flex-wrap gap-x-1.5 text-12 text-ink-3">
          <Why need={need} />
          {showsOwner && deal?.owner && <bdi>· {deal.owner.name}</bdi>}
        </span>
      </Link>
      <Doing need={need} acts={acts} />
    </div>
  )
}

function Doing({ need, acts }: Pick<NeedRowProps, 'need' | 'acts'>) {
  const { t } = useWords()
  if (!acts.mayWork) return null
  const act = (key: 'outreach.log' | 'today.act.later' | 'today.act.answered') =>
    `${t(key)}: \u2068${need.title ?? ''}\u2069`
  return (
    <span className="flex shrink-0">
      {need.kind === 'answer' && (
        <IconButton
          icon={IconCheck}
          label={act('today.act.answered')}
          shortcut="A"
          onPress={() => acts.answered(need)}
        />
      )}
      {need.kind === 'step' && (
        <IconButton
          icon={IconCalendarDue}
          label={act('today.act.later')}
          shortcut="S"
          onPress={() => acts.later(need)}
        />
      )}
      {need.deal && (
        <IconButton icon={IconMessagePlus} label={act('outreach.log')} shortcut="L" onPress={() => acts.log(need)} />
      )}
    </span>
  )
}

function WhatToDo({ need: { kind, text, since, at }, late }: { need: Need; late: number }) {
  const { t } = useWords()
  const { relative } = useFormats()
  const isAtAnHour = kind === 'appointment' || kind === 'call_back'
  if (kind === 'nothing_planned') return <span className="font-medium">{t('today.needs.nothing-planned')}</span>
  if (kind === 'stalled') return <span className="font-medium">{t('today.needs.stalled', { days: late })}</span>
  return (
    <>
      {kind !== 'step' && kind !== 'answer' && <span className="shrink-0">{t(`today.kind.${kind}`)}</span>}
      <bdi className="truncate font-medium">{text}</bdi>
      <span className="shrink-0 text-ink-2">
        {isAtAnHour && at !== null && relative(at)}
        {since !== null && t(kind === 'answer' ? 'outreach.promise.asked' : 'today.waits', { since: relative(since) })}
        {since === null && !isAtAnHour && <When late={late} />}
      </span>
    </>
  )
}

function When({ late }: { late: number }) {
  const { t } = useWords()
  return late > 0 ? t('today.needs.overdue', { days: late }) : t('today.needs.due-today')
}

/** Where one does it. */
function placeOf({ kind, dealId, listId }: Need): string {
  if (listId !== null) return `calls/${listId}`
  if (kind in screens) return screens[kind] ?? ''
  return dealId === null ? 'calendar' : `deals/${dealId}`
}

const screens: Partial<Record<NeedKind, string>> = {
  visits: 'visits',
  handoff: 'handoffs',
  sequence: 'sequences',
  incentive: 'incentives',
}

function daysLate({ on, at }: Need, today: string, timeZone: string): number {
  const due = on ?? (at === null ? today : dayOf(at, timeZone))
  return daysBetween(due, today)
}

/** What stands still is no alarm. */
const calm: readonly NeedKind[] = ['nothing_planned', 'stalled', 'nurture']

function toneOf({ kind }: Need, late: number): 'bad' | 'ok' | 'warn' {
  if (calm.includes(kind)) return 'warn'
  return late > 0 ? 'bad' : 'ok'
}

const texts = { bad: 'text-bad', ok: 'text-ok', warn: 'text-warn' } as const
