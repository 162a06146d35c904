import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type CoachingChoice, chooseCoaching, showCoachingChoice } from '../../contract/coaching.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Button, Card, ErrorState, Form, Loading, NumberField, toast, useWords } from '../ui/index.ts'

const queryKey = ['advices', 'choice']

/** Whose an advice is at first, and how much of it a day can hold. */
export function AdviceSettings() {
  const { t } = useWords()
  const found = useQuery({ queryKey, queryFn: () => call(showCoachingChoice, {}) })
  return (
    <Card title={t('forecast.advice')}>
      <p className="text-ink-2">{t('forecast.advice.about')}</p>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && <ChoiceForm choice={found.data} />}
    </Card>
  )
}

function ChoiceForm({ choice }: { choice: CoachingChoice }) {
  const { t } = useWords()
  const mayChoose = useRight('deals.assign')
  const queries = useQueryClient()
  const [typed, setTyped] = useState<CoachingChoice | null>(null)
  const { delayDays, callsPerDay } = typed ?? choice
  const change = (changes: Partial<CoachingChoice>) => setTyped({ delayDays, callsPerDay, ...changes })
  const save = useMutation({
    mutationFn: () => call(chooseCoaching, { body: { delayDays, callsPerDay } }),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved)
      setTyped(null)
      toast({ text: t('forecast.advice.saved') })
    },
  })
  return (
    <Form
      label={t('forecast.advice')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      className="flex-row! flex-wrap items-end gap-2!"
    >
      <NumberField
        label={t('forecast.advice.delay')}
        value={delayDays}
        onChange={(days) => change({ delayDays: days ?? 0 })}
        minValue={0}
        maxValue={90}
        isDisabled={!mayChoose}
        className="w-56"
      />
      <NumberField
        label={t('forecast.advice.calls')}
        value={callsPerDay}
        onChange={(calls) => change({ callsPerDay: calls ?? 1 })}
        minValue={1}
        maxValue={300}
        isDisabled={!mayChoose}
        className="w-56"
      />
      {mayChoose && (
        <Button type="submit" isDisabled={typed === null} isPending={save.isPending}>
          {t('people.save')}
        </Button>
      )}
    </Form>
  )
}
