import { Link } from '@tanstack/react-router'
import IconBan from '@tabler/icons-react/dist/esm/icons/IconBan.mjs'
import IconClockPause from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs'
import IconHandGrab from '@tabler/icons-react/dist/esm/icons/IconHandGrab.mjs'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import type { ReactNode } from 'react'
import { grades } from '../../contract/prospects.ts'
import type { Grade, Prospect } from '../../contract/prospects.ts'
import { ClassMark } from '../scoring/class-mark.tsx'
import { FitSection } from '../segments/fit-section.tsx'
import { customerLists } from '../people/customer-query.ts'
import { CustomerIcon } from '../people/customer-kind.tsx'
import { useAddress } from '../shell/places.ts'
import { Ago, Button, Day, SegmentedControl, buttonClass, useFormats, useWords } from '../ui/index.ts'
import { ReasonSum } from './reasons.tsx'

export interface PaneActs {
  readonly claim: () => void
  readonly setAside: () => void
  readonly drop: () => void
  readonly grade: (grade: Grade | null) => void
  readonly giveBack: () => void
  readonly open: () => void
}

interface ProspectPaneProps {
  readonly prospect: Prospect
  readonly mayWork: boolean
  readonly acts: PaneActs
}

/** The prospect in focus, whole: who it is, how to reach them, why they stand here, and what one can do. */
export function ProspectPane({ prospect, mayWork, acts }: ProspectPaneProps) {
  const { t } = useWords()
  const { customer, name, title, company, city } = prospect
  const line = [title, company?.name, city].filter((part) => part !== null && part !== undefined)
  return (
    <div className="flex flex-col gap-5">
      <header className="flex flex-col gap-1">
        <h2 className="flex items-center gap-2 text-18 font-semibold">
          <CustomerIcon kind={customer?.kind ?? 'company'} size={20} />
          <bdi className="min-w-0 truncate">{name}</bdi>
        </h2>
        <p className="text-ink-2">
          {line.map((part, at) => (
            <span key={at}>
              {at > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          ))}
        </p>
      </header>
      {mayWork && <Acts prospect={prospect} acts={acts} />}
      <Reach prospect={prospect} />
      <Part title={t('prospects.why')}>
        <Chance prospect={prospect} />
        <ReasonSum prospect={prospect} />
      </Part>
      {customer && <FitSection about={{ kind: customerLists[customer.kind], id: customer.id }} name={name} />}
      <Facts prospect={prospect} />
      <Button onPress={acts.open} shortcut="Enter" className="self-start">
        {t(prospect.kind === 'deal' ? 'prospects.open.deal' : `prospects.open.${customer?.kind ?? 'company'}`)}
      </Button>
    </div>
  )
}

function Acts({ prospect, acts }: Omit<ProspectPaneProps, 'mayWork'>) {
  const { t } = useWords()
  if (prospect.kind === 'deal') return null
  const none = 'none'
  const isAway = prospect.state !== 'waiting'
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" icon={IconHandGrab} shortcut="C" onPress={acts.claim}>
          {t('prospects.act.claim')}
        </Button>
        <Button icon={IconClockPause} shortcut="S" onPress={acts.setAside}>
          {t('prospects.act.set-aside')}
        </Button>
        {prospect.state !== 'dropped' && (
          <Button icon={IconBan} shortcut="D" onPress={acts.drop}>
            {t('prospects.act.drop')}
          </Button>
        )}
        {isAway && (
          <Button icon={IconArrowBackUp} shortcut="W" onPress={acts.giveBack}>
            {t('prospects.act.return')}
          </Button>
        )}
      </div>
      <div className="flex items-center gap-2">
        <span className="text-12 text-ink-2">{t('prospects.grade')}</span>
        <SegmentedControl
          label={t('prospects.grade')}
          options={[...grades.map((grade) => ({ value: grade, label: grade })), { value: none, label: '–' }]}
          value={prospect.grade ?? none}
          onChange={(value) => acts.grade(grades.find((grade) => grade === value) ?? null)}
        />
        <kbd dir="ltr" aria-hidden className="font-sans text-12 text-ink-3 not-desktop:hidden">
          1 2 3 0
        </kbd>
      </div>
    </div>
  )
}

function Reach({ prospect: { phone, email } }: Pick<ProspectPaneProps, 'prospect'>) {
  const { t } = useWords()
  if (phone === null && email === null) return <p className="text-ink-2">{t('prospects.reason.unreachable')}</p>
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5">
      {phone !== null && (
        <Line label={t('people.field.phone')}>
          <a
            href={`tel:${phone.replace(/[^\d+]/g, '')}`}
            dir="ltr"
            className="text-15 font-medium text-accent hover:underline"
          >
            {phone}
          </a>
        </Line>
      )}
      {email !== null && (
        <Line label={t('people.field.email')}>
          <a
            href={`mailto:${email}`}
            dir="ltr"
            className="inline-block max-w-full truncate align-bottom text-accent hover:underline"
          >
            {email}
          </a>
        </Line>
      )}
    </dl>
  )
}

function Facts({ prospect }: Pick<ProspectPaneProps, 'prospect'>) {
  const { t } = useWords()
  const address = useAddress()
  const { list, source, owner, listedAt, setAsideUntil, dropReason, note, deal } = prospect
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5">
      {list && (
        <Line label={t('prospects.list')}>
          <bdi>{list.name}</bdi>
        </Line>
      )}
      {source && (
        <Line label={t('prospects.source')}>
          <bdi>{source.name}</bdi>
        </Line>
      )}
      {owner && (
        <Line label={t(prospect.kind === 'deal' ? 'people.field.owner' : 'prospects.handed-to')}>
          <bdi>{owner.name}</bdi>
        </Line>
      )}
      {deal && (
        <Line label={t('prospects.stage')}>
          <Link to={address(`deals/${deal.id}`)} className={`${buttonClass('quiet')} -my-1.5 min-h-7 px-0!`}>
            {deal.stage}
          </Link>
        </Line>
      )}
      {setAsideUntil && (
        <Line label={t('prospects.set-aside-until')}>
          <Day value={setAsideUntil} />
        </Line>
      )}
      {dropReason && <Line label={t('prospects.drop.reason')}>{t(`codes.disqualify_reason.${dropReason}`)}</Line>}
      {note && (
        <Line label={t('prospects.note')}>
          <bdi className="whitespace-pre-line">{note}</bdi>
        </Line>
      )}
      <Line label={t('prospects.listed')}>
        <Ago value={listedAt} />
      </Line>
    </dl>
  )
}

/** How likely they are to buy, where the score has said. */
function Chance({ prospect }: Pick<ProspectPaneProps, 'prospect'>) {
  const { t } = useWords()
  const { percent } = useFormats()
  if (prospect.class === null) return null
  return (
    <p className="flex items-center gap-2">
      <ClassMark value={prospect.class} />
      {prospect.chance !== null && t('scoring.chance', { chance: percent(prospect.chance) })}
    </p>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-12 text-ink-3">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-12 font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  )
}
