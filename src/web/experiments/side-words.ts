import type { ExperimentSummary } from '../../contract/experiments.ts'
import { useWords } from '../ui/index.ts'

type Sides = Pick<ExperimentSummary, 'process' | 'control' | 'changed' | 'sequences'>

/** What an experiment sets against each other: two versions of a process, or two sequences. */
export function useSideWords() {
  const { t } = useWords()
  const both = ({ process, control, changed, sequences }: Sides): string =>
    sequences
      ? t('experiments.sequences', {
          process: process.name,
          control: sequences.control.name,
          changed: sequences.changed.name,
        })
      : t('experiments.versions', { process: process.name, control: control.number, changed: changed.number })
  const side = ({ sequences, ...experiment }: Sides, arm: 'control' | 'changed'): string =>
    sequences
      ? t(`experiments.arm.${arm}.sequence`, { name: sequences[arm].name })
      : t(`experiments.arm.${arm}`, { number: experiment[arm].number })
  return { both, side }
}
