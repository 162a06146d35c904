import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setWorkingHours, showWorkingHours } from '../../contract/handoffs.ts'
import type { WorkingHours } from '../../contract/handoffs.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Button, Card, Checkbox, ErrorState, Form, Loading, SelectField, toast, useWords } from '../ui/index.ts'

const queryKey = ['handoff-kinds', 'working-hours']

/** When the workspace works: the time to accept runs only then. */
export function WorkingHoursCard() {
  const { t } = useWords()
  const found = useQuery({ queryKey, queryFn: () => call(showWorkingHours, {}) })
  return (
    <Card title={t('handoffs.hours')}>
      <p className="text-ink-2">{t('handoffs.hours.about')}</p>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <HoursForm hours={found.data} />}
    </Card>
  )
}

const days = [1, 2, 3, 4, 5, 6, 7] as const
const steps = Array.from({ length: 49 }, (_, at) => at * 30)

function HoursForm({ hours }: { hours: WorkingHours }) {
  const { t, language } = useWords()
  const queries = useQueryClient()
  const mayEdit = useRight('workspace.manage')
  const [draft, setDraft] = useState(hours)
  const save = useMutation({
    mutationFn: () => call(setWorkingHours, { body: draft }),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved)
      toast({ text: t('handoffs.hours.saved') })
    },
  })
  // The first of January 2024 was a Monday.
  const dayName = (day: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
  const toggle = (day: number, isWorked: boolean) =>
    setDraft({ ...draft, days: isWorked ? [...draft.days, day].toSorted() : draft.days.filter((each) => each !== day) })
  return (
    <Form
      label={t('handoffs.hours')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      actions={
        mayEdit && (
          <Button type="submit" variant="primary" isDisabled={draft.days.length === 0} isPending={save.isPending}>
            {t('handoffs.hours.save')}
          </Button>
        )
      }
    >
      <div role="group" aria-label={t('handoffs.hours.days')} className="flex flex-wrap gap-x-4 gap-y-1">
        {days.map((day) => (
          <Checkbox
            key={day}
            isSelected={draft.days.includes(day)}
            isDisabled={!mayEdit}
            onChange={(isWorked) => toggle(day, isWorked)}
          >
            {dayName(day)}
          </Checkbox>
        ))}
      </div>
      <div className="grid gap-4 tablet:grid-cols-2">
        <TimeField
          label={t('handoffs.hours.from')}
          value={draft.fromMinute}
          isDisabled={!mayEdit}
          onChange={(fromMinute) => setDraft({ ...draft, fromMinute })}
        />
        <TimeField
          label={t('handoffs.hours.until')}
          name="untilMinute"
          value={draft.untilMinute}
          isDisabled={!mayEdit}
          onChange={(untilMinute) => setDraft({ ...draft, untilMinute })}
        />
      </div>
    </Form>
  )
}

interface TimeFieldProps {
  readonly label: string
  readonly name?: string
  readonly value: number
  readonly isDisabled: boolean
  readonly onChange: (minute: number) => void
}

function TimeField({ value, onChange, ...rest }: TimeFieldProps) {
  const all = steps.includes(value) ? steps : [...steps, value].toSorted((one, other) => one - other)
  const two = (number: number) => String(number).padStart(2, '0')
  return (
    <SelectField
      {...rest}
      options={all.map((minute) => ({
        id: String(minute),
        label: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
      }))}
      value={String(value)}
      onChange={(minute) => onChange(Number(minute))}
    />
  )
}
