import { experimentMeasures } from '../../contract/experiments.ts'
import { useProcess } from '../process/process-query.ts'
import { Notice, NumberField, RadioCards, SelectField, useWords } from '../ui/index.ts'
import type { StepProps } from './new-experiment-screen.tsx'

/** What is measured, by when, and how much better is worth finding. */
export function CountsStep({ wanted, onChange }: StepProps) {
  const { t } = useWords()
  const { measure } = wanted
  return (
    <>
      <RadioCards
        label={t('experiments.field.measure')}
        options={experimentMeasures.map((value) => ({
          value,
          title: t(`experiments.measure.${value}`),
          description: t(`experiments.measure.${value}.why`),
        }))}
        value={measure}
        onChange={(chosen) => onChange({ measure: chosen, measureStage: null })}
      />
      {measure === 'reached' && <StageField wanted={wanted} onChange={onChange} />}
      <p className="max-w-[70ch]">{t('experiments.counts.why', { measure })}</p>
      <NumberField
        label={t('experiments.field.horizon', { measure })}
        description={t('experiments.field.horizon.why', { measure })}
        value={wanted.horizonDays}
        minValue={1}
        maxValue={730}
        className="max-w-90"
        onChange={(days) => onChange({ horizonDays: days ?? 60 })}
      />
      <NumberField
        label={t('experiments.field.effect', { measure })}
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

/** A stage that both versions have after their first: where every deal is from its start says nothing. */
function StageField({ wanted: { processId, changedVersionId, measureStage }, onChange }: StepProps) {
  const { t } = useWords()
  const process = useProcess(processId ?? undefined)
  const versions = process.data?.versions ?? []
  const later = (version: (typeof versions)[number] | undefined) =>
    version?.stages.slice(1).filter(({ phases }) => !phases.includes('care')) ?? []
  const published = versions.find(({ status }) => status === 'published')
  // Sequences are tested within the published version.
  const changed = changedVersionId === null ? published : versions.find(({ id }) => id === changedVersionId)
  const keys = later(changed).map(({ key }) => key)
  const stages = later(published).filter(({ key }) => keys.includes(key))
  if (process.data && stages.length === 0) return <Notice tone="warn">{t('experiments.no-measure-stage')}</Notice>
  return (
    <SelectField
      label={t('experiments.field.measure-stage')}
      options={stages.map(({ key, name }) => ({ id: key, label: name }))}
      value={measureStage?.key ?? null}
      onChange={(wanted) => {
        const stage = stages.find(({ key }) => key === wanted)
        onChange({ measureStage: stage ? { key: stage.key, name: stage.name } : null })
      }}
    />
  )
}
