import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import IconBrandLinkedin from '@tabler/icons-react/dist/esm/icons/IconBrandLinkedin.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs'
import type { Cycle, Cycles } from '../../contract/customers.ts'
import { OptOutNotice } from '../calling/opt-out-notice.tsx'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Ago, Day, Money, Notice, Skeleton, buttonClass, cx, useFormats, useWords } from '../ui/index.ts'
import type { Icon } from '../ui/index.ts'
import type { FoundCustomer } from './customer-query.ts'
import { useCycles } from './cycles.tsx'
import { useToday } from './use-today.ts'

/** What matters now about a customer: what is next, what it brought, and how to reach it by one press. */
export function CustomerHead({ found, actions }: { found: FoundCustomer; actions: ReactNode }) {
  const { t } = useWords()
  const cycles = useCycles(found.kind, found.row.id)
  return (
    <div className="flex flex-col gap-3">
      {found.row.archivedAt && <Notice tone="warn">{t('people.archived.notice')}</Notice>}
      <OptOutNotice found={found} />
      <div className="flex flex-wrap gap-2">
        {actions}
        <Contacts found={found} />
      </div>
      {cycles.isPending && <Skeleton className="h-16" />}
      {cycles.data && <Now cycles={cycles.data} />}
    </div>
  )
}

function Contacts({ found: { kind, row } }: { found: FoundCustomer }) {
  const { t } = useWords()
  const phone = row.phones.find(({ e164 }) => e164 !== null)
  const linkedin = kind === 'person' ? webAddress(row.linkedin) : null
  const site = kind === 'company' ? webAddress(row.domain) : null
  if (!phone && !row.email && !linkedin && !site) return null
  return (
    <ul aria-label={t('people.contact')} className="flex flex-wrap gap-2 print:hidden">
      {phone?.e164 && (
        <Contact icon={IconPhone} href={`tel:${phone.e164}`}>
          {t('people.contact.call')}
        </Contact>
      )}
      {row.email && (
        <Contact icon={IconMail} href={`mailto:${row.email}`}>
          {t('people.contact.mail')}
        </Contact>
      )}
      {site && (
        <Contact icon={IconWorld} href={site}>
          {t('people.contact.website')}
        </Contact>
      )}
      {linkedin && (
        <Contact icon={IconBrandLinkedin} href={linkedin}>
          {t('people.contact.linkedin')}
        </Contact>
      )}
    </ul>
  )
}

/** What somebody typed as a web address, if it can be one: never a script. */
function webAddress(text: string | null): string | null {
  if (!text) return null
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`
  return URL.canParse(address) && new URL(address).hostname.includes('.') ? address : null
}

function Contact({ icon: Glyph, href, children }: { icon: Icon; href: string; children: ReactNode }) {
  const isWeb = href.startsWith('http')
  return (
    <li>
      <a
        href={href}
        {...(isWeb ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
        className={buttonClass('plain')}
      >
        <Glyph size={16} stroke={1.75} className="shrink-0 text-ink-3" />
        {children}
      </a>
    </li>
  )
}

function Now({ cycles }: { cycles: Cycles }) {
  const { t } = useWords()
  const { timeZone } = useSession().workspace
  const open = cycles.items.filter(({ outcome }) => outcome === 'open')
  const later = open.length === 0 ? cycles.items.find(({ comeBackOn }) => comeBackOn !== null) : undefined
  return (
    <div className="flex flex-col gap-2 rounded-3 border border-line bg-surface p-3">
      <dl className="grid grid-cols-3 gap-3">
        <Figure title={t('people.now.open')}>{cycles.openCount}</Figure>
        <Figure title={t('people.now.won')}>{cycles.won.length === 0 ? '–' : <WonSums won={cycles.won} />}</Figure>
        <Figure title={t('people.now.last')}>
          {cycles.lastAt ? <Ago value={cycles.lastAt} timeZone={timeZone} /> : '–'}
        </Figure>
      </dl>
      {open.length > 0 && (
        <ul className="flex flex-col gap-1 border-t border-line pt-2">
          {open.slice(0, 3).map((cycle) => (
            <NextStep key={cycle.id} cycle={cycle} />
          ))}
        </ul>
      )}
      {later?.comeBackOn && <ComeBack cycle={later} on={later.comeBackOn} />}
    </div>
  )
}

function Figure({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="truncate text-12 text-ink-3">{title}</dt>
      <dd className="truncate text-15 font-semibold">{children}</dd>
    </div>
  )
}

function WonSums({ won }: { won: Cycles['won'] }) {
  return won.map(({ minor, currency }) => (
    <span key={currency} className="block truncate">
      <Money value={{ minor, currency }} compact />
    </span>
  ))
}

/** What is planned in an open deal; that nothing is, is a fault that shows. */
function NextStep({ cycle }: { cycle: Cycle }) {
  const { t } = useWords()
  const address = useAddress()
  const today = useToday()
  const step = cycle.nextStep
  const tone = !step ? 'text-warn' : step.on < today ? 'text-bad' : step.on === today ? 'text-ok' : 'text-ink-2'
  return (
    <li>
      <Link to={address(`deals/${cycle.id}`)} className="flex min-w-0 items-center gap-2 rounded-1 hover:bg-sunken">
        <IconCalendar size={16} stroke={1.75} className={cx('shrink-0', tone)} />
        <span className="min-w-0 flex-1 truncate">
          <bdi>{step?.text ?? t('people.now.no-step')}</bdi>
          <span className="ms-2 text-12 text-ink-3">
            <bdi>{cycle.name}</bdi>
          </span>
        </span>
        {step && (
          <span className={cx('shrink-0 text-12 font-medium', tone)}>
            <Day value={step.on} style="monthDay" />
          </span>
        )}
      </Link>
    </li>
  )
}

function ComeBack({ cycle, on }: { cycle: Cycle; on: string }) {
  const { t } = useWords()
  const { day } = useFormats()
  const address = useAddress()
  return (
    <Link to={address(`deals/${cycle.id}`)} className="border-t border-line pt-2 text-warn hover:underline">
      {t('people.now.come-back', { day: day(on) })}
    </Link>
  )
}
