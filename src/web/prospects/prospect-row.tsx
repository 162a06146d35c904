import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import type { Prospect } from '../../contract/prospects.ts'
import { CustomerIcon } from '../people/customer-kind.tsx'
import { Avatar, Badge, Day, Tooltip, cx, useFormats, useWords } from '../ui/index.ts'
import { ReasonBadges, Score } from './reasons.tsx'

interface ProspectRowProps {
  readonly prospect: Prospect
  readonly isCurrent: boolean
  readonly showsList: boolean
  /** Of those set aside: until when. */
  readonly showsDay: boolean
  readonly onChoose: () => void
  readonly onTap: () => void
  readonly onOpen: () => void
  readonly onStep: (step: 1 | -1) => void
  readonly index: number
}

/** One prospect: on a wide screen a line of columns, on a phone a card. The row has the focus, its cells are read with it. */
export function ProspectRow(props: ProspectRowProps) {
  const { prospect, isCurrent, showsList, showsDay, onChoose, onTap, onOpen, onStep, index } = props
  return (
    <div
      role="row"
      data-prospect={prospect.id}
      aria-rowindex={index + 1}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => {
        onChoose()
        onTap()
      }}
      onDoubleClick={onOpen}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
        if (event.target !== event.currentTarget || (step === null && event.key !== 'Enter')) return
        event.preventDefault()
        if (step === null) onOpen()
        else onStep(step)
      }}
      className={cx(
        'grid h-full cursor-default items-center gap-x-3 border-b border-line px-4 -outline-offset-2 desktop:px-5',
        'grid-cols-[36px_minmax(0,1fr)_auto] grid-rows-[auto_auto] content-center gap-y-1 py-2',
        'desktop:grid-cols-[36px_28px_minmax(180px,1.5fr)_minmax(110px,0.7fr)_minmax(120px,1fr)_24px] desktop:grid-rows-1 desktop:py-0',
        isCurrent ? 'bg-accent-soft' : 'hover:bg-sunken',
      )}
    >
      <span role="gridcell" className="row-span-2 self-center desktop:row-span-1">
        <Score prospect={prospect} />
      </span>
      <span role="gridcell" className="order-2 text-center desktop:order-none">
        <GradeMark grade={prospect.grade} />
        {prospect.grade === null && <LikelyMark prospect={prospect} />}
      </span>
      <span role="gridcell" className="order-1 min-w-0 desktop:order-none">
        <Who prospect={prospect} showsList={showsList} />
      </span>
      <span role="gridcell" className="hidden min-w-0 desktop:block">
        <Reach prospect={prospect} />
      </span>
      <span role="gridcell" className="order-3 min-w-0 desktop:order-none">
        <State prospect={prospect} showsDay={showsDay} />
      </span>
      <span role="gridcell" className="order-4 justify-self-end desktop:order-none">
        {prospect.owner && (
          <Tooltip text={prospect.owner.name}>
            <span role="img" aria-label={prospect.owner.name} className="flex">
              <Avatar name={prospect.owner.name} />
            </span>
          </Tooltip>
        )}
      </span>
    </div>
  )
}

function GradeMark({ grade }: { grade: Prospect['grade'] }) {
  const { t } = useWords()
  if (grade === null) return null
  const tone = { A: 'ok', B: 'accent', C: 'plain' } as const
  return (
    <Badge tone={tone[grade]}>
      <span className="sr-only">{t('prospects.grade')} </span>
      {grade}
    </Badge>
  )
}

/** Where nobody has graded by hand: the class of the score, quieter than a grade. */
function LikelyMark({ prospect }: Pick<ProspectRowProps, 'prospect'>) {
  const { t } = useWords()
  if (prospect.class === null) return null
  return (
    <span className="text-12 font-medium text-ink-2">
      <span className="sr-only">{t('scoring.class', { class: '' })}</span>
      {prospect.class}
    </span>
  )
}

function Who({
  prospect: { customer, name, title, company, city, list },
  showsList,
}: Pick<ProspectRowProps, 'prospect' | 'showsList'>) {
  const parts = [title, company?.name, company ? null : city, showsList ? list?.name : null].filter(
    (part) => part !== null && part !== undefined,
  )
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="shrink-0 text-ink-3 not-desktop:hidden">
        <CustomerIcon kind={customer?.kind ?? 'company'} size={16} />
      </span>
      <span className="flex min-w-0 flex-col desktop:flex-row desktop:items-baseline desktop:gap-2">
        <span className="max-w-full shrink-0 truncate font-medium desktop:max-w-[70%]">
          <bdi>{name}</bdi>
        </span>
        <span className="min-w-0 truncate text-12 text-ink-2">
          {parts.map((part, at) => (
            <span key={at}>
              {at > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          ))}
        </span>
      </span>
    </span>
  )
}

/** The number to dial; without one, that there is an address. */
function Reach({ prospect: { phone, email } }: Pick<ProspectRowProps, 'prospect'>) {
  if (phone !== null) {
    return (
      <span className="block truncate text-ink-2">
        <bdi dir="ltr">{phone}</bdi>
      </span>
    )
  }
  return (
    email !== null && (
      <span className="flex min-w-0 items-center gap-1.5 text-ink-2">
        <IconMail size={14} className="shrink-0 text-ink-3" />
        <bdi dir="ltr" className="truncate">
          {email}
        </bdi>
      </span>
    )
  )
}

function EntryState({ prospect: { chance, reasons } }: Pick<ProspectRowProps, 'prospect'>) {
  const { percent } = useFormats()
  return (
    <span className="flex min-w-0 items-center gap-2">
      {chance !== null && <bdi className="shrink-0 text-12 font-medium text-ink-2">{percent(chance)}</bdi>}
      <ReasonBadges reasons={reasons} most={chance === null ? 2 : 1} />
    </span>
  )
}

function State({ prospect, showsDay }: Pick<ProspectRowProps, 'prospect' | 'showsDay'>) {
  const { t } = useWords()
  if (prospect.state === 'dropped' && prospect.dropReason !== null)
    return <Badge>{t(`codes.disqualify_reason.${prospect.dropReason}`)}</Badge>
  if (showsDay && prospect.setAsideUntil !== null)
    return (
      <Badge>
        <Day value={prospect.setAsideUntil} style="monthDay" />
      </Badge>
    )
  if (prospect.kind === 'entry') return <EntryState prospect={prospect} />
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ReasonBadges reasons={prospect.reasons} most={1} />
      <span className="truncate text-12 text-ink-2">{prospect.deal?.stage}</span>
    </span>
  )
}
