import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type GiftLimits, setGiftLimits, showGiftLimits } from '../../contract/presenting.ts'
import { call } from '../api.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Button, Card, Form, MoneyField, toast, useWords } from '../ui/index.ts'

/** What gifts may cost, in a month and for the buyer of one deal. */
export function GiftCard() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const { currency } = useSession().workspace
  const queries = useQueryClient()
  const queryKey = ['gift-limits']
  const found = useQuery({ queryKey, queryFn: () => call(showGiftLimits, {}) })
  const [typed, setTyped] = useState<Partial<GiftLimits> | null>(null)
  const { monthMinor, dealMinor } = { monthMinor: null, dealMinor: null, ...found.data, ...typed }
  const save = useMutation({
    mutationFn: () => call(setGiftLimits, { body: { monthMinor, dealMinor } }),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved)
      setTyped(null)
      toast({ text: t('closing.saved') })
    },
  })
  return (
    <Card title={t('presenting.gifts')}>
      <p className="text-ink-2">{t('presenting.gifts.about')}</p>
      <Form
        label={t('presenting.gifts')}
        onSubmit={() => save.mutate()}
        problem={save.error}
        className="flex-row! flex-wrap items-end gap-2!"
      >
        <MoneyField
          label={t('presenting.gifts.month')}
          name="monthMinor"
          currency={currency}
          value={monthMinor}
          onChange={(minor) => setTyped({ ...typed, monthMinor: minor })}
          isDisabled={!mayEdit}
          className="w-44"
        />
        <MoneyField
          label={t('presenting.gifts.deal')}
          name="dealMinor"
          currency={currency}
          value={dealMinor}
          onChange={(minor) => setTyped({ ...typed, dealMinor: minor })}
          isDisabled={!mayEdit}
          className="w-44"
        />
        {mayEdit && (
          <Button type="submit" isDisabled={typed === null} isPending={save.isPending}>
            {t('closing.save')}
          </Button>
        )}
      </Form>
    </Card>
  )
}
