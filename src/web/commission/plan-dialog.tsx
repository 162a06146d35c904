import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addCommissionPlan, commissionPeriods, setCommissionTerms } from '../../contract/commission-plans.ts'
import type { CommissionPlan, CommissionTerms } from '../../contract/commission-plans.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import { useSession } from '../shell/session.ts'
import { DateField, MoneyField, NumberField, SelectField, TextField, useWords } from '../ui/index.ts'
import { BonusRows, StepRows } from './terms-rows.tsx'
import { useCommissionRead } from './queries.ts'

const clawBacks = ['always', 'days', 'never'] as const

/** A plan with its first terms, or new terms of one from a day on. */
export function PlanDialog({ plan, onClose }: { plan: CommissionPlan | null; onClose: () => void }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const readAnew = useCommissionRead()
  const [name, setName] = useState(plan?.name ?? '')
  const [validFrom, setValidFrom] = useState<string | null>(`${useToday().slice(0, 8)}01`)
  const [terms, setTerms] = useState<CommissionTerms>(plan?.terms[0]?.terms ?? usual(workspace.currency))
  const save = useMutation({
    mutationFn: () => {
      const body = { validFrom: validFrom ?? '', terms }
      return plan
        ? call(setCommissionTerms, { params: { id: plan.id }, version: plan.version, body })
        : call(addCommissionPlan, { body: { ...body, name: name.trim() } })
    },
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  return (
    <FormDialog
      title={plan ? t('commission.plans.terms-of', { plan: plan.name }) : t('commission.plans.add')}
      size="large"
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={validFrom === null || (plan === null && !name.trim())}
      onClose={onClose}
    >
      <div className="grid gap-4 tablet:grid-cols-2">
        {!plan && (
          <TextField
            label={t('commission.plans.name')}
            name="name"
            value={name}
            onChange={setName}
            maxLength={80}
            autoFocus
          />
        )}
        <DateField
          label={t('commission.plans.valid-from')}
          name="validFrom"
          value={validFrom}
          onChange={setValidFrom}
        />
      </div>
      <Terms terms={terms} onChange={(more) => setTerms({ ...terms, ...more })} />
    </FormDialog>
  )
}

function usual(currency: string): CommissionTerms {
  return {
    currency,
    period: 'month',
    tiersBy: 'quota',
    tiers: [
      { from: 0, rate: 500 },
      { from: 10_000, rate: 800 },
    ],
    accelerators: [],
    capMinor: null,
    clawBackDays: null,
    bonuses: [],
  }
}

interface TermsProps {
  readonly terms: CommissionTerms
  readonly onChange: (more: Partial<CommissionTerms>) => void
}

function Terms({ terms, onChange }: TermsProps) {
  const { t } = useWords()
  const { currency } = terms
  return (
    <>
      <div className="grid gap-4 tablet:grid-cols-3">
        <SelectField
          label={t('commission.plans.period')}
          options={commissionPeriods.map((id) => ({ id, label: t(`commission.plans.period.${id}`) }))}
          value={terms.period}
          onChange={(period) => onChange({ period })}
        />
        <TextField
          label={t('commission.payroll.currency')}
          name="currency"
          value={currency}
          onChange={(code) => onChange({ currency: code.toUpperCase() })}
          maxLength={3}
        />
        <SelectField
          label={t('commission.plans.tiers-by')}
          options={(['quota', 'amount'] as const).map((id) => ({ id, label: t(`commission.plans.tiers-by.${id}`) }))}
          value={terms.tiersBy}
          // What a tier begins at means something else now.
          onChange={(tiersBy) => onChange({ tiersBy, tiers: terms.tiers.slice(0, 1) })}
        />
      </div>
      <StepRows
        title={t('commission.plans.tiers')}
        add={t('commission.plans.add-tier')}
        steps={terms.tiers}
        unit={terms.tiersBy === 'quota' ? null : currency}
        hasFixedFirst
        onChange={(tiers) => onChange({ tiers })}
      />
      <StepRows
        title={t('commission.plans.accelerators')}
        add={t('commission.plans.add-accelerator')}
        steps={terms.accelerators.map(({ fromQuota, rate }) => ({ from: fromQuota, rate }))}
        unit={null}
        onChange={(steps) => onChange({ accelerators: steps.map(({ from, rate }) => ({ fromQuota: from, rate })) })}
      />
      <BonusRows bonuses={terms.bonuses} currency={currency} onChange={(bonuses) => onChange({ bonuses })} />
      <Limits terms={terms} onChange={onChange} />
    </>
  )
}

/** The cap, and what becomes of a win that is reversed. */
function Limits({ terms, onChange }: TermsProps) {
  const { t } = useWords()
  const { currency, clawBackDays } = terms
  const clawBack = clawBackDays === null ? 'always' : clawBackDays === 0 ? 'never' : 'days'
  return (
    <div className="grid gap-4 tablet:grid-cols-3">
      <MoneyField
        label={t('commission.plans.cap')}
        name="capMinor"
        currency={currency.length === 3 ? currency : 'EUR'}
        value={terms.capMinor}
        onChange={(capMinor) => onChange({ capMinor })}
      />
      <SelectField
        label={t('commission.plans.claw-back')}
        options={clawBacks.map((id) => ({ id, label: t(`commission.plans.claw-back.${id}`) }))}
        value={clawBack}
        onChange={(kind) => onChange({ clawBackDays: { always: null, days: 90, never: 0 }[kind] })}
      />
      {clawBack === 'days' && (
        <NumberField
          label={t('commission.plans.claw-back-days')}
          name="clawBackDays"
          value={clawBackDays}
          minValue={1}
          maxValue={3650}
          onChange={(days) => onChange({ clawBackDays: days ?? 90 })}
        />
      )}
    </div>
  )
}
