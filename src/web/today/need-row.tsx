import { Link } from '@tanstack/react-router'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconClockForward from '@tabler/icons-react/dist/esm/icons/IconCalendarDue.mjs'
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs'
import type { Need } from '../../contract/today.ts'
import { daysBetween } from '../measurement/days.ts'
import { dayOf } from '../people/day-of.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Dot, IconButton, Money, cx, useFormats, useWords } from '../ui/index.ts'
import type { NeedActs } from './use-need-keys.tsx'

interface NeedRowProps {
  readonly need: Need
  readonly today: string
  readonly showsOwner: boolean
  readonly acts: NeedActs
}

/** Something to do: the deal, what to do, and why it stands here; beside it what one does with it. */
export function NeedRow({ need, today, showsOwner, acts }: NeedRowProps) {
  const address = useAddress()
  const { deal } = need
  const late = daysLate(need, today, useSession().workspace.timeZone)
  const tone = toneOf(need, late)
  return (
    <div className="group flex items-start gap-1 rounded-2 px-2 py-2 transition-colors focus-within:bg-sunken hover:bg-sunken">
      <Link
        to={address(`deals/${deal.id}`)}
        data-need={`${need.kind} ${need.id}`}
        className="grid min-w-0 flex-1 grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2.5 rounded-1"
      >
        <Dot tone={tone} />
        <bdi className="truncate font-medium">{deal.name}</bdi>
        <span className="text-12 text-ink-2">
          {deal.amountMinor !== null && <Money value={{ minor: deal.amountMinor, currency: deal.currency }} compact />}
        </span>
        <span className={cx('col-start-2 col-end-4 flex gap-1.5 text-12', texts[tone])}>
          <WhatToDo need={need} late={late} />
        </span>
        <span className="col-start-2 col-end-4 flex flex-wrap gap-x-1.5 text-12 text-ink-3">
          <Why need={need} />
          {showsOwner && deal.owner && <bdi>· {deal.owner.name}</bdi>}
        </span>
      </Link>
      <Doing need={need} acts={acts} />
    </div>
  )
}

function Doing({ need, acts }: Pick<NeedRowProps, 'need' | 'acts'>) {
  const { t } = useWords()
  if (!acts.mayWork) return null
  const { name } = need.deal
  const act = (key: 'outreach.log' | 'today.act.later' | 'today.act.answered') => `${t(key)}: \u2068${name}\u2069`
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
          icon={IconClockForward}
          label={act('today.act.later')}
          shortcut="S"
          onPress={() => acts.later(need)}
        />
      )}
      <IconButton icon={IconMessagePlus} label={act('outreach.log')} shortcut="L" onPress={() => acts.log(need)} />
    </span>
  )
}

function WhatToDo({ need: { kind, text, since }, late }: { need: Need; late: number }) {
  const { t } = useWords()
  const { relative } = useFormats()
  if (kind === 'nothing_planned') return <span className="font-medium">{t('today.needs.nothing-planned')}</span>
  if (kind === 'stalled') return <span className="font-medium">{t('today.needs.stalled', { days: late })}</span>
  return (
    <>
      <bdi className="truncate font-medium">{text}</bdi>
      <span className="shrink-0 text-ink-2">
        {since !== null && t('outreach.promise.asked', { since: relative(since) })}
        {since === null && (late > 0 ? t('today.needs.overdue', { days: late }) : t('today.needs.due-today'))}
      </span>
    </>
  )
}

/** What the worth was made of. */
function Why({ need: { worth, deal } }: { need: Need }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const { number, percent, money } = useFormats()
  const { valueMinor, isUsualValue, chance, urgency } = worth
  const parts = [
    ...(valueMinor !== null && (isUsualValue || deal.currency !== workspace.currency)
      ? [
          t(isUsualValue ? 'today.why.usual' : 'today.why.value', {
            value: money({ minor: valueMinor, currency: workspace.currency }, 'compact'),
          }),
        ]
      : []),
    ...(chance === null
      ? []
      : [t('today.why.chance', { chance: percent(chance), stage: `\u2068${deal.stage.name}\u2069` })]),
    ...(urgency > 1 ? [t('today.why.urgency', { urgency: number(Math.round(urgency * 10) / 10) })] : []),
  ]
  return <span>{parts.join(' · ')}</span>
}

function daysLate({ on, at }: Need, today: string, timeZone: string): number {
  const due = on ?? (at === null ? today : dayOf(at, timeZone))
  return daysBetween(due, today)
}

function toneOf({ kind }: Need, late: number): 'bad' | 'ok' | 'warn' {
  if (kind === 'nothing_planned' || kind === 'stalled') return 'warn'
  return late > 0 ? 'bad' : 'ok'
}

const texts = { bad: 'text-bad', ok: 'text-ok', warn: 'text-warn' } as const
