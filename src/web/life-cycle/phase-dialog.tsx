import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { marketMaturities } from '../../contract/facts.ts'
import type { MarketMaturity } from '../../contract/facts.ts'
import { sayPhase } from '../../contract/life-cycle.ts'
import type { ProductLife } from '../../contract/life-cycle.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Button, RadioCards, TextField, toast, useWords } from '../ui/index.ts'

interface PhaseDialogProps {
  readonly life: ProductLife
  readonly onClose: () => void
}

/** A manager says where a product stands, with the reason; what its sales say stays beside it. */
export function PhaseDialog({ life: { productId, name, phase, override }, onClose }: PhaseDialogProps) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [said, setSaid] = useState<MarketMaturity>(override?.phase ?? phase ?? 'maturity')
  const [reason, setReason] = useState(override?.reason ?? '')
  const save = useMutation({
    mutationFn: (next: MarketMaturity | null) => call(sayPhase, { body: { productId, phase: next, reason } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['measurement'] })
      toast({ text: t('kpis.life.said', { name }) })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('kpis.life.judge.title', { name })}
      size="small"
      onSubmit={() => save.mutate(said)}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={reason.trim() === ''}
      aside={
        override && (
          <Button variant="quiet" className="me-auto" onPress={() => save.mutate(null)}>
            {t('kpis.life.leave')}
          </Button>
        )
      }
      onClose={onClose}
    >
      <RadioCards
        label={t('kpis.life.phase')}
        name="phase"
        options={marketMaturities.map((value) => ({ value, title: t(`codes.market_maturity.${value}`) }))}
        value={said}
        onChange={setSaid}
      />
      <TextField
        label={t('kpis.life.reason')}
        name="reason"
        rows={3}
        value={reason}
        maxLength={500}
        onChange={setReason}
      />
    </FormDialog>
  )
}
