import { useProcesses } from '../process/process-query.ts'
import { useWords } from '../ui/index.ts'
import { isolated } from '../../words/isolate.ts'

/** Stages are those of one process: where nobody has chosen, it is said which. */
export function DefaultProcess({ chosen }: { chosen: string | undefined }) {
  const { t } = useWords()
  const processes = useProcesses().data?.items ?? []
  const name = processes.find(({ isDefault }) => isDefault)?.name
  if (chosen !== undefined || processes.length < 2 || name === undefined) return null
  return <> · {t('insights.of-process', { name: isolated(name) })}</>
}
