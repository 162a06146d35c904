import { useState } from 'react'
import { moveAppointment } from '../../contract/appointments.ts'
import type { Appointment } from '../../contract/appointments.ts'
import { call } from '../api.ts'
import { dayOf } from '../people/day-of.ts'
import { useSession } from '../shell/session.ts'
import { Button, Checkbox, Form, toast, useWords } from '../ui/index.ts'
import { useAct } from './appointments-query.ts'
import { clockOf, instantAt } from './times.ts'
import { WhenFields } from './when-fields.tsx'
import type { When } from './when-fields.tsx'

/** Another time for an appointment. */
export function MoveForm({ appointment, onDone }: { appointment: Appointment; onDone: () => void }) {
  const { t } = useWords()
  const { timeZone } = useSession().workspace
  const { id, startsAt, minutes, people } = appointment
  const [when, setWhen] = useState<When>({
    day: dayOf(startsAt, timeZone),
    time: clockOf(startsAt, timeZone),
    minutes,
  })
  const [confirmed, setConfirmed] = useState(false)
  const move = useAct(
    () =>
      call(moveAppointment, {
        params: { id },
        body: { startsAt: instantAt(when.day, when.time, timeZone) ?? '', confirmed },
      }),
    () => {
      onDone()
      toast({ text: t('appointments.moved') })
    },
    true,
  )
  return (
    <Form
      label={t('appointments.move')}
      onSubmit={() => move.mutate()}
      problem={move.error}
      actions={
        <>
          <Button onPress={onDone}>{t('people.cancel')}</Button>
          <Button type="submit" variant="primary" isPending={move.isPending} isDisabled={when.time === ''}>
            {t('appointments.move')}
          </Button>
        </>
      }
    >
      <WhenFields when={when} onChange={setWhen} personId={people[0]?.id ?? null} />
      <Checkbox isSelected={confirmed} onChange={setConfirmed}>
        {t('appointments.said-yes')}
      </Checkbox>
    </Form>
  )
}
