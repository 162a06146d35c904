import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { approaches, touchOutcomes } from '../../contract/facts.ts'
import type { TouchOutcome } from '../../contract/facts.ts'
import { channels } from '../../contract/process.ts'
import { NumberField, SegmentedControl, SelectField, useFormats, useWords } from '../ui/index.ts'
import type { Said } from './log-dialog.tsx'

interface OutcomeChoiceProps {
  readonly value: TouchOutcome
  readonly onChange: (outcome: TouchOutcome) => void
}

/** What came of it, each with its number; it has the focus first, so that Enter sends. */
export function OutcomeChoice({ value, onChange }: OutcomeChoiceProps) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <RadioGroup
      aria-label={t('outreach.outcome')}
      value={value}
      onChange={(code) => {
        const outcome = touchOutcomes.find((each) => each === code)
        if (outcome) onChange(outcome)
      }}
      className="grid grid-cols-2 gap-1.5 tablet:grid-cols-4"
    >
      {touchOutcomes.map((outcome, index) => (
        <Radio
          key={outcome}
          value={outcome}
          autoFocus={outcome === value}
          className="flex min-h-9 cursor-default items-center gap-2 rounded-2 border border-line px-2.5 py-1 data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent data-hovered:border-line-strong data-selected:border-accent data-selected:bg-accent-soft"
        >
          <span aria-hidden className="text-11 text-ink-3 tabular-nums">
            {number(index + 1)}
          </span>
          <span className="min-w-0 leading-tight">{t(`codes.touch-outcome.${outcome}`)}</span>
        </Radio>
      ))}
    </RadioGroup>
  )
}

interface HowFieldsProps {
  readonly said: Said
  readonly onChange: (changes: Partial<Said>) => void
}

const none = 'none'

/** By which channel, from whom to whom, how long, and with what it began. */
export function HowFields({ said, onChange }: HowFieldsProps) {
  const { t } = useWords()
  return (
    <div className="grid gap-3 tablet:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_110px]">
      <SelectField
        label={t('outreach.channel')}
        options={channels.map((code) => ({ id: code, label: t(`codes.channel.${code}`) }))}
        value={said.channel}
        onChange={(id) => onChange({ channel: channels.find((code) => code === id) ?? 'phone' })}
      />
      <SelectField
        label={t('outreach.approach')}
        options={[
          { id: none, label: t('outreach.approach.none') },
          ...approaches.map((code) => ({ id: code, label: t(`codes.approach.${code}`) })),
        ]}
        value={said.approach ?? none}
        onChange={(id) => onChange({ approach: approaches.find((code) => code === id) ?? null })}
      />
      <NumberField
        label={t('outreach.minutes')}
        value={said.minutes}
        onChange={(minutes) => onChange({ minutes })}
        minValue={0}
        maxValue={1440}
      />
      <div className="tablet:col-span-3">
        <SegmentedControl
          label={t('outreach.direction')}
          options={[
            { value: 'outbound', label: t('outreach.direction.outbound') },
            { value: 'inbound', label: t('outreach.direction.inbound') },
          ]}
          value={said.direction}
          onChange={(direction) => onChange({ direction })}
        />
      </div>
    </div>
  )
}
