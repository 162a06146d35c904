import { SelectField, useWords } from '../ui/index.ts'
import { useProcesses } from './process-query.ts'

interface ProcessChoiceProps {
  /** Undefined is the default process. */
  readonly value: string | undefined
  readonly onChange: (process: string | undefined) => void
  readonly hideLabel?: boolean
  /** Only those that new deals begin in; else also those out of use in which deals still run. */
  readonly isForNew?: boolean
}

/** Which way of selling, where there are several; nothing where there is one. */
export function ProcessChoice({ value, onChange, hideLabel = false, isForNew = false }: ProcessChoiceProps) {
  const { t } = useWords()
  const processes = (useProcesses().data?.items ?? []).filter(
    ({ publishedVersionId, retiredAt, openDeals }) =>
      publishedVersionId !== null && (retiredAt === null || (!isForNew && openDeals > 0)),
  )
  const usual = processes.find(({ isDefault }) => isDefault)?.id
  const chosen = processes.find(({ id }) => id === value)?.id ?? usual
  if (processes.length < 2) return null
  return (
    <SelectField
      label={t('processes.which')}
      hideLabel={hideLabel}
      className={hideLabel ? 'max-w-52' : ''}
      options={processes.map(({ id, name }) => ({ id, label: name }))}
      value={chosen ?? null}
      onChange={(next) => onChange(next === usual ? undefined : next)}
    />
  )
}
