import { NumberField, useWords } from '../ui/index.ts'
import type { StepProps } from './new-experiment-screen.tsx'

/** What counts as better, and how much better is worth finding. */
export function CountsStep({ wanted, onChange }: StepProps) {
  const { t } = useWords()
  return (
    <>
      <p className="max-w-[70ch]">{t('experiments.counts.why')}</p>
      <NumberField
        label={t('experiments.field.horizon')}
        description={t('experiments.field.horizon.why')}
        value={wanted.horizonDays}
        minValue={1}
        maxValue={730}
        className="max-w-90"
        onChange={(days) => onChange({ horizonDays: days ?? 60 })}
      />
      <NumberField
        label={t('experiments.field.effect')}
        description={t('experiments.field.effect.why')}
        value={wanted.smallestEffect}
        minValue={0.5}
        maxValue={50}
        step={0.5}
        className="max-w-90"
        onChange={(effect) => onChange({ smallestEffect: effect ?? 10 })}
      />
    </>
  )
}
