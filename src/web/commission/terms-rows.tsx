import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { bonusGoals } from '../../contract/commission-plans.ts'
import type { CommissionTerms } from '../../contract/commission-plans.ts'
import { Button, IconButton, MoneyField, NumberField, SelectField, TextField, useWords } from '../ui/index.ts'

type Step = CommissionTerms['tiers'][number]

interface StepRowsProps {
  readonly title: string
  /** What its button says. */
  readonly add: string
  readonly steps: readonly Step[]
  /** The currency of what a step begins at; null: per cent of the quota. */
  readonly unit: string | null
  /** The first begins at nothing, and stays. */
  readonly hasFixedFirst?: boolean
  readonly onChange: (steps: Step[]) => void
}

/** Rates, each from an amount or a share of the quota on. */
export function StepRows({ title, add, steps, unit, hasFixedFirst = false, onChange }: StepRowsProps) {
  const { t } = useWords()
  const set = (place: number, more: Partial<Step>) =>
    onChange(steps.map((step, at) => (at === place ? { ...step, ...more } : step)))
  const next = (steps.at(-1)?.from ?? 0) + (unit === null ? (steps.length === 0 ? 10_000 : 2_500) : 1_000_000)
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{title}</legend>
      {steps.map((step, place) => (
        // A step has no other name than its place.
        <div key={place} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_32px] items-end gap-2">
          {unit === null ? (
            <Percent
              label={t('commission.plans.from-quota')}
              value={step.from}
              isDisabled={hasFixedFirst && place === 0}
              onChange={(from) => set(place, { from })}
            />
          ) : (
            <MoneyField
              label={t('commission.plans.from-amount')}
              currency={unit.length === 3 ? unit : 'EUR'}
              value={step.from}
              isDisabled={hasFixedFirst && place === 0}
              onChange={(from) => set(place, { from: from ?? 0 })}
            />
          )}
          <Percent label={t('commission.plans.rate')} value={step.rate} onChange={(rate) => set(place, { rate })} />
          {!(hasFixedFirst && place === 0) && (
            <IconButton
              icon={IconTrash}
              label={t('commission.plans.drop')}
              onPress={() => onChange(steps.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      <Button
        variant="quiet"
        icon={IconPlus}
        className="self-start"
        onPress={() => onChange([...steps, { from: next, rate: steps.at(-1)?.rate ?? 200 }])}
      >
        {add}
      </Button>
    </fieldset>
  )
}

interface PercentProps {
  readonly label: string
  /** Hundredths of a per cent. */
  readonly value: number
  readonly isDisabled?: boolean
  readonly onChange: (basisPoints: number) => void
}

export function Percent({ label, value, isDisabled = false, onChange }: PercentProps) {
  return (
    <NumberField
      label={label}
      value={value / 10_000}
      minValue={0}
      isDisabled={isDisabled}
      formatOptions={{ style: 'percent', maximumFractionDigits: 2 }}
      step={0.0001}
      onChange={(share) => onChange(Math.round((share ?? 0) * 10_000))}
    />
  )
}

type Bonus = CommissionTerms['bonuses'][number]

interface BonusRowsProps {
  readonly bonuses: readonly Bonus[]
  readonly currency: string
  readonly onChange: (bonuses: Bonus[]) => void
}

/** What is paid once for a goal. */
export function BonusRows({ bonuses, currency, onChange }: BonusRowsProps) {
  const { t } = useWords()
  const money = currency.length === 3 ? currency : 'EUR'
  const set = (place: number, more: Partial<Bonus>) =>
    onChange(bonuses.map((bonus, at) => (at === place ? { ...bonus, ...more } : bonus)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t('commission.plans.bonuses')}</legend>
      {bonuses.map((bonus, place) => (
        <div
          key={place}
          className="grid items-end gap-2 tablet:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_32px]"
        >
          <TextField
            label={t('commission.plans.bonus-name')}
            value={bonus.name}
            onChange={(name) => set(place, { name })}
            maxLength={80}
          />
          <SelectField
            label={t('commission.plans.goal')}
            options={bonusGoals.map((id) => ({ id, label: t(`commission.plans.goal.${id}`) }))}
            value={bonus.goal}
            onChange={(goal) => set(place, { goal, reach: { quota: 10_000, amount: 1_000_000, wins: 5 }[goal] })}
          />
          <Reach bonus={bonus} currency={money} onChange={(reach) => set(place, { reach })} />
          <MoneyField
            label={t('commission.plans.bonus')}
            currency={money}
            value={bonus.minor}
            onChange={(minor) => set(place, { minor: minor ?? 0 })}
          />
          <IconButton
            icon={IconTrash}
            label={t('commission.plans.drop')}
            onPress={() => onChange(bonuses.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      <Button
        variant="quiet"
        icon={IconPlus}
        className="self-start"
        onPress={() => onChange([...bonuses, { name: '', goal: 'quota', reach: 10_000, minor: 50_000 }])}
      >
        {t('commission.plans.add-bonus')}
      </Button>
    </fieldset>
  )
}

function Reach({ bonus, currency, onChange }: { bonus: Bonus; currency: string; onChange: (reach: number) => void }) {
  const { t } = useWords()
  const label = t('commission.plans.reach')
  if (bonus.goal === 'quota') return <Percent label={label} value={bonus.reach} onChange={onChange} />
  if (bonus.goal === 'amount')
    return (
      <MoneyField label={label} currency={currency} value={bonus.reach} onChange={(minor) => onChange(minor ?? 0)} />
    )
  return <NumberField label={label} value={bonus.reach} minValue={1} onChange={(wins) => onChange(wins ?? 1)} />
}
