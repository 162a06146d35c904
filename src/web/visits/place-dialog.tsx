import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { setCoordinates } from '../../contract/visits.ts'
import type { Visit } from '../../contract/visits.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { bodyOf } from '../research/dossier-read.ts'
import { TextField, useWords } from '../ui/index.ts'
import { useVisitsRead } from './visits-read.ts'

/** Two numbers as any map shows them: '57.6911, 11.9215'. */
function pointIn(text: string): { latitude: number; longitude: number } | null {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)°?\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)°?\s*$/.exec(text)
  const [latitude, longitude] = [Number(found?.[1]), Number(found?.[2])]
  return found && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}

/** Where a door is, for a way that is laid by distance. */
export function PlaceDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useWords()
  const readAnew = useVisitsRead()
  const [text, setText] = useState(visit.at ? `${visit.at.latitude}, ${visit.at.longitude}` : '')
  const point = pointIn(text)
  const save = useMutation({
    mutationFn: (at: NonNullable<typeof point>) => call(setCoordinates, { body: { ...bodyOf(visit.customer), ...at } }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('visits.place.title', { name: visit.customer.name })}
      size="small"
      onSubmit={() => point && save.mutate(point)}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={!point}
      onClose={onClose}
    >
      <TextField
        label={t('visits.place.coordinates')}
        description={t('visits.place.hint')}
        name="coordinates"
        dir="ltr"
        value={text}
        onChange={setText}
        maxLength={60}
        placeholder="57.6911, 11.9215"
        autoFocus
      />
    </FormDialog>
  )
}
