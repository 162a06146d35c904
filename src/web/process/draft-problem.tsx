import { Problem } from '../api.ts'
import { Notice, useProblemWords, useWords } from '../ui/index.ts'
import type { EditedStage } from './stage-edits.ts'

/** Why a draft was refused: the rule it breaks, or each field with the name of its stage. */
export function DraftProblem({ problem, stages }: { problem: unknown; stages: readonly EditedStage[] }) {
  const { t, has } = useWords()
  const say = useProblemWords()
  const fields = problem instanceof Problem ? problem.fields : []
  if (fields.length === 0) return <Notice tone="bad">{say(problem)}</Notice>
  return (
    <Notice tone="bad">
      <ul>
        {fields.map(({ field, code, limit }) => {
          const [, place, name = ''] = field.split('.')
          const title = `processes.field.${name}`
          return (
            <li key={field}>
              {t('processes.draft.refused', {
                stage: stages[Number(place)]?.name ?? '',
                field: has(title) ? t(title) : name,
                problem: t(`errors.field.${code}`, { limit: limit ?? '' }),
              })}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
