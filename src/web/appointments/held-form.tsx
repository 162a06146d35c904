import { useState } from 'react'
import { holdAppointment } from '../../contract/appointments.ts'
import type { Appointment } from '../../contract/appointments.ts'
import { call } from '../api.ts'
import { useToday } from '../people/use-today.ts'
import { Button, DateField, Form, NumberField, TextField, toast, useWords } from '../ui/index.ts'
import { useAct } from './appointments-query.ts'
import { addDays } from './times.ts'

interface HeldFormProps {
  readonly appointment: Appointment
  readonly onDone: () => void
  readonly onBack: () => void
}

/** It took place: how long, what was said, what comes next. */
export function HeldForm({ appointment, onDone, onBack }: HeldFormProps) {
  const { t } = useWords()
  const today = useToday()
  const [minutes, setMinutes] = useState<number | null>(appointment.minutes)
  const [words, setWords] = useState('')
  const [step, setStep] = useState({ text: '', on: addDays(today, 1) })
  const hold = useHolding(appointment, { minutes, words, step }, onDone)
  return (
    <Form
      label={t('appointments.held')}
      onSubmit={() => hold.mutate()}
      problem={hold.error}
      actions={
        <>
          <Button onPress={onBack}>{t('people.cancel')}</Button>
          <Button type="submit" variant="primary" isPending={hold.isPending}>
            {t('appointments.held')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('appointments.words')}
        name="words"
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={4000}
        autoFocus
      />
      <NumberField
        label={t('appointments.minutes-held')}
        name="minutes"
        value={minutes}
        onChange={setMinutes}
        minValue={5}
        maxValue={1440}
      />
      {appointment.deal && (
        <div className="grid gap-3 tablet:grid-cols-[minmax(0,1fr)_150px]">
          <TextField
            label={t('deals.next.text')}
            name="nextStep.text"
            value={step.text}
            onChange={(text) => setStep({ ...step, text })}
            maxLength={200}
          />
          <DateField
            label={t('deals.next.on')}
            name="nextStep.on"
            value={step.on}
            onChange={(on) => on && setStep({ ...step, on })}
          />
        </div>
      )}
    </Form>
  )
}

interface Said {
  readonly minutes: number | null
  readonly words: string
  readonly step: { readonly text: string; readonly on: string }
}

function useHolding({ id, deal }: Appointment, { minutes, words, step }: Said, onDone: () => void) {
  const { t } = useWords()
  return useAct(
    () => {
      const text = step.text.trim()
      return call(holdAppointment, {
        params: { id },
        body: {
          ...(minutes === null ? {} : { minutes }),
          ...(words.trim() ? { words: words.trim() } : {}),
          ...(text && deal ? { nextStep: { text, on: step.on } } : {}),
        },
      })
    },
    () => {
      onDone()
      toast({ text: t('appointments.noted') })
    },
    true,
  )
}
