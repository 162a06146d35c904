import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconCalendarDown from '@tabler/icons-react/dist/esm/icons/IconCalendarDown.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconUserOff from '@tabler/icons-react/dist/esm/icons/IconUserOff.mjs'
import { cancelAppointment, confirmAppointment, missAppointment, showInvitation } from '../../contract/appointments.ts'
import type { Appointment } from '../../contract/appointments.ts'
import { call, callForFile } from '../api.ts'
import { Button, Menu, MenuItem, saveFile, toast, useProblemWords, useWords } from '../ui/index.ts'
import type { Part } from './appointment-dialog.tsx'
import { useAct } from './appointments-query.ts'

interface AppointmentActsProps {
  readonly appointment: Appointment
  readonly mayWork: boolean
  readonly onPart: (part: Part) => void
}

/** What can be done with it: before it, or once it is over. */
export function AppointmentActs({ appointment, mayWork, onPart }: AppointmentActsProps) {
  const { t } = useWords()
  const { confirm, miss, cancel } = useActs(appointment)
  const download = useDownload(appointment)
  const { status, startsAt, settledAt } = appointment
  const [now] = useState(Date.now)
  const isOver = Date.parse(startsAt) <= now
  const isOpen = settledAt === null && mayWork
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line pt-4">
      <Button variant="quiet" icon={IconCalendarDown} isPending={download.isPending} onPress={() => download.mutate()}>
        {t('appointments.download')}
      </Button>
      <span className="flex-1" />
      {isOpen && (
        <Menu label={t('appointments.cancel')} trigger={<Button variant="quiet">{t('appointments.cancel')}</Button>}>
          <MenuItem onAction={() => cancel.mutate('buyer')}>{t('appointments.cancel.buyer')}</MenuItem>
          <MenuItem onAction={() => cancel.mutate('us')}>{t('appointments.cancel.us')}</MenuItem>
        </Menu>
      )}
      {isOpen && <Button onPress={() => onPart('move')}>{t('appointments.move')}</Button>}
      {isOpen && !isOver && status === 'proposed' && (
        <Button variant="primary" isPending={confirm.isPending} onPress={() => confirm.mutate()}>
          {t('appointments.confirm')}
        </Button>
      )}
      {isOpen && isOver && (
        <>
          <Button icon={IconUserOff} isPending={miss.isPending} onPress={() => miss.mutate()}>
            {t('appointments.missed')}
          </Button>
          <Button variant="primary" icon={IconCheck} onPress={() => onPart('held')}>
            {t('appointments.held')}
          </Button>
        </>
      )}
    </div>
  )
}

function useActs({ id }: Appointment) {
  const { t } = useWords()
  const params = { id }
  const done = (text: string) => () => void toast({ text: t(text) })
  return {
    confirm: useAct(() => call(confirmAppointment, { params }), done('appointments.confirmed')),
    miss: useAct(() => call(missAppointment, { params }), done('appointments.noted')),
    cancel: useAct(
      (by: 'us' | 'buyer') => call(cancelAppointment, { params, body: { by } }),
      done('appointments.noted'),
    ),
  }
}

function useDownload({ id, title }: Appointment) {
  const say = useProblemWords()
  return useMutation({
    mutationFn: () => callForFile(showInvitation, { params: { id } }),
    onSuccess: (file) => saveFile(file, `${title}.ics`),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
}
