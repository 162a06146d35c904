import { useState } from 'react'
import type { Forecast } from '../../contract/forecast.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { MoneyField, TextField, toast, useFormats, useWords } from '../ui/index.ts'
import { useSayCommit } from './queries.ts'

interface CommitDialogProps {
  readonly forecast: Forecast
  readonly owner: string | undefined
  readonly team: string | undefined
  readonly onClose: () => void
}

/** What one says it will be, beside what the numbers say. */
export function CommitDialog({ forecast: { from, until, currency, commit }, owner, team, onClose }: CommitDialogProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const [minor, setMinor] = useState<number | null>(commit?.amountMinor ?? null)
  const [note, setNote] = useState('')
  const save = useSayCommit(() => {
    toast({ text: t('forecast.commit.said') })
    onClose()
  })
  const body = { from, until, ownerId: owner ?? null, teamId: team ?? null, ...(note.trim() === '' ? {} : { note }) }
  return (
    <FormDialog
      title={t('forecast.commit.say')}
      size="small"
      onSubmit={() => minor !== null && save.mutate({ ...body, amountMinor: minor })}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={minor === null}
      onClose={onClose}
    >
      <p className="text-ink-2">{t('forecast.commit.about', { from: day(from), until: day(until) })}</p>
      <MoneyField
        label={t('forecast.commit.amount')}
        name="amountMinor"
        currency={currency}
        value={minor}
        onChange={setMinor}
      />
      <TextField label={t('forecast.commit.note')} name="note" value={note} maxLength={300} onChange={setNote} />
    </FormDialog>
  )
}
