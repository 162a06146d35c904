import { useState } from 'react'
import type { disqualifyReasons } from '../../contract/facts.ts'
import { useDaysOff } from '../outreach/days-off.ts'
import { afterWorkingDays } from '../outreach/proposal.ts'
import { useToday } from '../people/use-today.ts'
import { Numbered } from '../prospects/numbered.tsx'
import { addDays } from '../people/day-of.ts'
import { Button, DateField, Dialog, Form, TextField, useFormats, useWords } from '../ui/index.ts'

interface AskProps<Answer> {
  readonly name: string
  readonly onAnswer: (answer: Answer) => void
  readonly onClose: () => void
}

const followUpDays = 3

/** Somebody was reached: their deal opens, and what comes next is proposed; Enter takes it. */
export function NextStepDialog({ name, onAnswer, onClose }: AskProps<{ text: string; on: string } | null>) {
  const { t } = useWords()
  const today = useToday()
  const [text, setText] = useState(t('outreach.step.follow_up'))
  const isOff = useDaysOff({})
  const [own, setOwn] = useState<string | null>()
  const on = own === undefined ? afterWorkingDays(today, followUpDays, isOff) : own
  return (
    <Dialog title={t('calling.reached.title')} isOpen onClose={onClose} size="small">
      <p className="-mt-2 mb-4 text-ink-2">{t('calling.reached.opens', { name: `\u2068${name}\u2069` })}</p>
      <Form
        label={t('calling.reached.title')}
        onSubmit={() => onAnswer(text.trim() && on ? { text: text.trim(), on } : null)}
        actions={
          <>
            <Button onPress={onClose}>{t('prospects.cancel')}</Button>
            <Button type="submit" variant="primary" autoFocus>
              {t('calling.reached.submit')}
            </Button>
          </>
        }
      >
        <TextField label={t('deals.next.text')} name="nextStep.text" value={text} onChange={setText} maxLength={200} />
        <DateField label={t('deals.next.on')} name="nextStep.on" value={on} onChange={setOwn} minValue={today} />
      </Form>
    </Dialog>
  )
}

const hourMs = 3_600_000
const morning = 9

/** When to call back: the usual moments by one key, any other by day and time. */
export function CallBackDialog({ name, onAnswer, onClose }: AskProps<string>) {
  const { t } = useWords()
  const { instant } = useFormats()
  const today = useToday()
  const [day, setDay] = useState<string | null>(null)
  const [time, setTime] = useState('09:00')
  const [openedAt] = useState(() => Date.now())
  const isOff = useDaysOff({})
  const workday = (days: number, from = today) => moment(afterWorkingDays(from, days, isOff), morning, 0)
  const choices = [
    { id: new Date(openedAt + hourMs).toISOString(), label: t('calling.back.hour') },
    { id: new Date(openedAt + 3 * hourMs).toISOString(), label: t('calling.back.three-hours') },
    { id: workday(1), label: t('calling.back.tomorrow') },
    { id: workday(2), label: t('calling.back.two-days') },
    { id: workday(1, addDays(today, 6)), label: t('calling.back.week') },
  ].map((choice) => ({ ...choice, hint: instant(choice.id) }))
  const own = ownMoment(day, time)
  return (
    <Dialog title={t('calling.outcome.call_back')} isOpen onClose={onClose} size="small">
      <p className="-mt-2 mb-4 truncate text-ink-2">
        <bdi>{name}</bdi>
      </p>
      <Numbered choices={choices} onChoose={onAnswer} />
      <Form
        label={t('calling.back.own')}
        className="mt-4"
        onSubmit={() => own && onAnswer(own)}
        actions={
          <>
            <Button onPress={onClose}>{t('prospects.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={!own}>
              {t('calling.back.submit')}
            </Button>
          </>
        }
      >
        <div className="grid grid-cols-[minmax(0,1fr)_110px] gap-3">
          <DateField label={t('calling.back.day')} name="day" value={day} onChange={setDay} minValue={today} />
          <TextField label={t('calling.back.time')} name="time" value={time} onChange={setTime} maxLength={5} />
        </div>
      </Form>
    </Dialog>
  )
}

const reasons = ['no_need', 'no_means', 'no_authority', 'outside_market', 'other', 'not_stated'] as const

/** Why they do not want it: one press, or the key of its number. */
export function RefusedDialog({ name, onAnswer, onClose }: AskProps<(typeof disqualifyReasons)[number]>) {
  const { t } = useWords()
  return (
    <Dialog title={t('calling.outcome.refused')} isOpen onClose={onClose} size="small">
      <p className="-mt-2 mb-4 text-ink-2">{t('calling.refused.stays', { name: `\u2068${name}\u2069` })}</p>
      <Numbered
        choices={reasons.map((id) => ({ id, label: t(`codes.disqualify_reason.${id}`) }))}
        onChoose={onAnswer}
      />
    </Dialog>
  )
}

/** A moment on the clock of who sits here. */
function moment(day: string, hours: number, minutes: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, hours, minutes).toISOString()
}

function ownMoment(day: string | null, time: string): string | null {
  const [, hours, minutes] = /^(\d{1,2})[:.]?(\d{2})$/.exec(time.trim()) ?? []
  if (!day || hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return null
  const at = moment(day, Number(hours), Number(minutes))
  return Date.parse(at) > Date.now() ? at : null
}
