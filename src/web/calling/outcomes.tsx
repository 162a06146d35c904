import IconBan from '@tabler/icons-react/dist/esm/icons/IconBan.mjs'
import IconBellOff from '@tabler/icons-react/dist/esm/icons/IconBellOff.mjs'
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs'
import IconMicrophone from '@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs'
import IconPhoneCheck from '@tabler/icons-react/dist/esm/icons/IconPhoneCheck.mjs'
import IconPhoneOff from '@tabler/icons-react/dist/esm/icons/IconPhoneOff.mjs'
import IconPhonePause from '@tabler/icons-react/dist/esm/icons/IconPhonePause.mjs'
import IconPhoneX from '@tabler/icons-react/dist/esm/icons/IconPhoneX.mjs'
import IconUserQuestion from '@tabler/icons-react/dist/esm/icons/IconUserQuestion.mjs'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { CallOutcome } from '../../contract/calling.ts'
import { type Icon, Kbd, cx, useShortcut, useWords } from '../ui/index.ts'

const look: Record<CallOutcome, { readonly icon: Icon; readonly tone: string }> = {
  reached: { icon: IconPhoneCheck, tone: 'text-ok' },
  no_answer: { icon: IconPhoneX, tone: 'text-ink-2' },
  busy: { icon: IconPhonePause, tone: 'text-ink-2' },
  left_message: { icon: IconMicrophone, tone: 'text-ink-2' },
  call_back: { icon: IconClock, tone: 'text-accent' },
  refused: { icon: IconBan, tone: 'text-bad' },
  wrong_number: { icon: IconUserQuestion, tone: 'text-warn' },
  dead_number: { icon: IconPhoneOff, tone: 'text-warn' },
  opted_out: { icon: IconBellOff, tone: 'text-bad' },
}

interface OutcomesProps {
  readonly outcomes: readonly CallOutcome[]
  readonly isBusy: boolean
  readonly onChoose: (outcome: CallOutcome) => void
}

/** What became of the call: one key or one press each. */
export function Outcomes({ outcomes, isBusy, onChoose }: OutcomesProps) {
  const { t } = useWords()
  return (
    <div role="group" aria-label={t('outreach.outcome')} className="grid grid-cols-2 gap-2 tablet:grid-cols-3">
      {outcomes.map((outcome, at) => (
        <Outcome key={outcome} outcome={outcome} at={at + 1} isBusy={isBusy} onChoose={onChoose} />
      ))}
    </div>
  )
}

interface OutcomeProps extends Omit<OutcomesProps, 'outcomes'> {
  readonly outcome: CallOutcome
  readonly at: number
}

function Outcome({ outcome, at, isBusy, onChoose }: OutcomeProps) {
  const { t } = useWords()
  const label = t(`calling.outcome.${outcome}`)
  const { icon: Glyph, tone } = look[outcome]
  const choose = () => {
    if (!isBusy) onChoose(outcome)
  }
  useShortcut({ keys: String(at), label, run: choose })
  return (
    <AriaButton
      onPress={choose}
      aria-disabled={isBusy}
      className="flex min-h-12 cursor-default last:col-span-2 tablet:last:col-span-1 items-center gap-2.5 rounded-3 border border-line bg-surface px-3 py-1.5 text-start data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent data-hovered:border-line-strong data-hovered:bg-sunken"
    >
      <Glyph size={20} stroke={1.75} className={cx('shrink-0', tone)} />
      <span className="min-w-0 flex-1 leading-tight font-medium">{label}</span>
      <span className="not-desktop:hidden">
        <Kbd keys={String(at)} quiet />
      </span>
    </AriaButton>
  )
}
