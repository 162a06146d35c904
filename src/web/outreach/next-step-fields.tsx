import type { DealItem } from '../../contract/deals.ts'
import { Checkbox, DateField, TextField, useWords } from '../ui/index.ts'
import type { Next } from './log-dialog.tsx'

interface NextStepFieldsProps {
  readonly deal: DealItem
  readonly next: Next
  readonly onChange: (changes: Partial<Next>) => void
}

/** Whether the step that was planned is done with it, and what comes after. */
export function NextStepFields({ deal, next, onChange }: NextStepFieldsProps) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-3 rounded-3 border border-line p-3">
      {deal.nextStep && (
        <Checkbox isSelected={next.isDone} onChange={(isDone) => onChange({ isDone })}>
          {t('outreach.step.done', { step: `\u2068${deal.nextStep.text}\u2069` })}
        </Checkbox>
      )}
      <Checkbox isSelected={next.isPlanned} onChange={(isPlanned) => onChange({ isPlanned })}>
        {t('outreach.step.plan')}
      </Checkbox>
      {next.isPlanned && (
        <div className="grid gap-3 tablet:grid-cols-[minmax(0,1fr)_150px]">
          <TextField
            label={t('deals.next.text')}
            name="nextStep.text"
            value={next.text}
            onChange={(text) => onChange({ text })}
            maxLength={200}
          />
          <DateField
            label={t('deals.next.on')}
            name="nextStep.on"
            value={next.on}
            onChange={(on) => onChange({ on })}
          />
        </div>
      )}
    </div>
  )
}
