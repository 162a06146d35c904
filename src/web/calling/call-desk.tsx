import IconArrowForward from '@tabler/icons-react/dist/esm/icons/IconArrowForward.mjs'
import IconClipboardCheck from '@tabler/icons-react/dist/esm/icons/IconClipboardCheck.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import { callOutcomes } from '../../contract/calling.ts'
import type { CallOutcome, CallSheet } from '../../contract/calling.ts'
import { CustomerIcon } from '../people/customer-kind.tsx'
import { customerLists } from '../people/customer-query.ts'
import { ReasonBadges } from '../prospects/reasons.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, TextField, buttonClass, useFormats, useShortcut, useWords } from '../ui/index.ts'
import { Outcomes } from './outcomes.tsx'
import { Phones, telOf } from './phones.tsx'

interface CallDeskProps {
  readonly sheet: CallSheet
  readonly words: string
  readonly onWords: (words: string) => void
  readonly dialled: string | null
  readonly onDial: (number: string) => void
  readonly seconds: number | null
  readonly isBusy: boolean
  readonly onChoose: (outcome: CallOutcome) => void
  readonly onSkip: () => void
  readonly onOpen: () => void
}

/** Whom one calls, how, and what became of it: all within reach of one hand. */
export function CallDesk(props: CallDeskProps) {
  const { t } = useWords()
  const { sheet, words, onWords, dialled, onDial, seconds, isBusy, onChoose, onSkip, onOpen } = props
  const first = sheet.phones.find(({ reported }) => reported === null)
  const dial = () => {
    if (!first) return
    onDial(first.number)
    window.location.href = telOf(first)
  }
  useShortcut({ keys: 'T', label: t('calling.dial'), run: dial, isDisabled: !first })
  useShortcut({ keys: 'S', label: t('calling.skip'), run: onSkip, isDisabled: isBusy })
  useShortcut({ keys: 'O', label: t('calling.open'), run: onOpen })
  return (
    <section aria-label={sheet.prospect.name} className="card flex min-w-0 flex-col gap-5 p-5">
      <Who sheet={sheet} />
      <Phones phones={sheet.phones} dialled={dialled} seconds={seconds} onDial={onDial} />
      <TextField label={t('outreach.words')} name="words" value={words} onChange={onWords} rows={2} maxLength={4000} />
      <Outcomes outcomes={callOutcomes} isBusy={isBusy} onChoose={onChoose} />
      <footer className="flex flex-wrap gap-2 border-t border-line pt-4">
        <Button icon={IconArrowForward} shortcut="S" onPress={onSkip} isDisabled={isBusy}>
          {t('calling.skip')}
        </Button>
        <Button variant="quiet" icon={IconUser} shortcut="O" onPress={onOpen}>
          {t('calling.open')}
        </Button>
        {sheet.prospect.customer && <Prepared customer={sheet.prospect.customer} />}
      </footer>
    </section>
  )
}

function Who({ sheet: { prospect, attempts, callAt } }: Pick<CallDeskProps, 'sheet'>) {
  const { t } = useWords()
  const { instant } = useFormats()
  const { customer, name, title, company, city, note, reasons } = prospect
  const parts = [title, company?.name, city].filter((part) => part !== null && part !== undefined)
  return (
    <header className="flex min-w-0 flex-col gap-2">
      <h2 className="flex items-center gap-2 text-24 font-semibold">
        <CustomerIcon kind={customer?.kind ?? 'company'} size={24} />
        <bdi className="min-w-0 truncate">{name}</bdi>
      </h2>
      {parts.length > 0 && (
        <p className="text-15 text-ink-2">
          {parts.map((part, at) => (
            <span key={at}>
              {at > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          ))}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-1.5">
        {callAt && <Badge tone="accent">{t('calling.agreed', { at: instant(callAt) })}</Badge>}
        {attempts > 0 && <Badge tone="warn">{t('calling.attempts', { count: attempts })}</Badge>}
        <ReasonBadges reasons={reasons} most={4} />
      </div>
      {note && <bdi className="block whitespace-pre-line text-ink-2">{note}</bdi>}
    </header>
  )
}

/** The call sheet, in a window of its own: whoever left this one would let go of whom they have on the line. */
function Prepared({ customer: { kind, id } }: { customer: NonNullable<CallSheet['prospect']['customer']> }) {
  const { t } = useWords()
  const address = useAddress()
  if (!useRight('deals.read')) return null
  return (
    <a
      href={address(`call-sheet/${customerLists[kind]}/${id}`)}
      target="_blank"
      rel="noreferrer"
      className={buttonClass('quiet')}
    >
      <IconClipboardCheck size={16} stroke={1.75} className="shrink-0" />
      {t('research.sheet.prepare')}
    </a>
  )
}
