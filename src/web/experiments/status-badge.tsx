import type { ExperimentSummary } from '../../contract/experiments.ts'
import { Badge, useWords } from '../ui/index.ts'

/** Where an experiment stands; of one that is decided, how. */
export function StatusBadge({ status, decision }: Pick<ExperimentSummary, 'status' | 'decision'>) {
  const { t } = useWords()
  const tone = status === 'running' ? 'accent' : decision === 'adopt' ? 'ok' : 'plain'
  return (
    <Badge tone={tone}>
      {decision === null ? t(`experiments.status.${status}`) : t(`experiments.decided.${decision}`)}
    </Badge>
  )
}
