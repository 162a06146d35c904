import { useState } from 'react'
import type { ExchangeRate } from '../../contract/currencies.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import { useSession } from '../shell/session.ts'
import { Button, DateField, NumberField, TextField, toast, useWords } from '../ui/index.ts'
import { useSetRates } from './queries.ts'

interface RateDialogProps {
  /** What is known already: a rate to change, or what a figure asks for. */
  readonly rate: Partial<ExchangeRate>
  readonly onClose: () => void
}

/** What a currency is worth from a day on. */
export function RateDialog({ rate, onClose }: RateDialogProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const today = useToday()
  const [currency, setCurrency] = useState(rate.currency ?? '')
  const [day, setDay] = useState<string | null>(rate.day ?? today)
  const [worth, setWorth] = useState<number | null>(rate.rate ?? null)
  const save = useSetRates(() => {
    toast({ text: t('kpis.rates.saved', { count: 1 }) })
    onClose()
  })
  const isKnown = rate.id !== undefined
  const code = currency.trim().toUpperCase()
  const send = (value: number | null) => day !== null && save.mutate([{ currency: code, day, rate: value }])
  return (
    <FormDialog
      title={t(isKnown ? 'kpis.rates.edit' : 'kpis.rates.add')}
      size="small"
      onSubmit={() => send(worth)}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={!/^[A-Z]{3}$/.test(code) || day === null || worth === null}
      aside={
        isKnown && (
          <Button variant="quiet" className="me-auto" onPress={() => send(null)}>
            {t('kpis.rates.take-back')}
          </Button>
        )
      }
      onClose={onClose}
    >
      <div className="grid gap-4 tablet:grid-cols-2">
        <TextField
          label={t('kpis.rates.currency')}
          name="rates.0.currency"
          value={currency}
          onChange={setCurrency}
          isDisabled={isKnown}
        />
        <DateField label={t('kpis.rates.day')} name="rates.0.day" value={day} onChange={setDay} isDisabled={isKnown} />
      </div>
      <NumberField
        label={t('kpis.rates.worth', { currency: code || '…', reporting: workspace.currency })}
        name="rates.0.rate"
        value={worth}
        minValue={0}
        formatOptions={{ maximumFractionDigits: 8 }}
        onChange={setWorth}
      />
    </FormDialog>
  )
}
