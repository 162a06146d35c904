import { parseDate } from '@internationalized/date'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addClosedDays, changeClosedDays } from '../../contract/closed-days.ts'
import type { ClosedDays } from '../../contract/closed-days.ts'
import { useCountries } from '../access/places-and-money.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { ComboBox, DateField, TextField, toast, useWords } from '../ui/index.ts'

const everywhere = 'everywhere'
/** As many as the server takes, the first included. */
const daysMore = 59

interface Draft {
  readonly name: string
  readonly from: string | null
  readonly until: string | null
  readonly country: string
}

/** What the workspace closes for, from when to when, and where. */
export function ClosedDaysDialog({ days, onClose }: { days: ClosedDays | null; onClose: () => void }) {
  const { t } = useWords()
  const countries = useCountries()
  const [draft, setDraft] = useState<Draft>({
    name: days?.name ?? '',
    from: days?.from ?? null,
    until: days?.until ?? null,
    country: days?.country ?? everywhere,
  })
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const { name, from, until, country } = draft
  const save = useSave(days, draft, onClose)
  // One day, until somebody says that it is more.
  const begin = (first: string | null) =>
    change({ from: first, until: first && (until === null || until === from || until < first) ? first : until })
  return (
    <FormDialog
      title={t(days === null ? 'settings.closed.add' : 'settings.closed.change')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={name.trim() === '' || from === null}
      onClose={onClose}
    >
      <TextField
        label={t('settings.closed.name')}
        name="name"
        value={name}
        onChange={(next) => change({ name: next })}
        maxLength={80}
        autoFocus
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <DateField label={t('settings.closed.from')} name="from" value={from} onChange={begin} />
        <DateField
          label={t('settings.closed.until')}
          name="until"
          value={until}
          onChange={(last) => change({ until: last })}
          {...(from === null ? {} : { minValue: from, maxValue: parseDate(from).add({ days: daysMore }).toString() })}
        />
      </div>
      <ComboBox
        label={t('settings.closed.country')}
        name="country"
        description={t('settings.closed.country.about')}
        options={[{ id: everywhere, label: t('settings.closed.everywhere') }, ...countries]}
        value={country}
        onChange={(next) => change({ country: next ?? everywhere })}
      />
    </FormDialog>
  )
}

function useSave(days: ClosedDays | null, { name, from, until, country }: Draft, onClose: () => void) {
  const { t } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => {
      const first = from ?? ''
      const where = country === everywhere ? null : country
      const body = { name: name.trim(), from: first, until: until ?? first, country: where }
      return days === null
        ? call(addClosedDays, { body })
        : call(changeClosedDays, { params: { id: days.id }, version: days.version, body })
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['closed-days'] })
      toast({ text: t('settings.saved') })
      onClose()
    },
  })
}
