import type { DraftProblem, ProcessVersion } from '../../contract/process.ts'
import { Button, Notice, useWords } from '../ui/index.ts'
import type { EditedStage } from './stage-edits.ts'

/** What keeps a stage of the draft, as it was last saved, from being published. */
export function problemsOf(saved: Pick<ProcessVersion, 'problems'>, { key }: Pick<EditedStage, 'key'>): DraftProblem[] {
  return key === '' ? [] : saved.problems.filter(({ stage }) => stage === key)
}

/** In the stage's own form: what is wrong, and what puts it right at once where there is such a thing. */
export function StageProblems({ problems, onFit }: { problems: readonly DraftProblem[]; onFit: () => void }) {
  const { t } = useWords()
  return problems.map(({ problem }) => (
    <Notice
      key={problem}
      tone="bad"
      action={
        problem === 'phases_out_of_order' && (
          <Button onPress={onFit} className="shrink-0">
            {t('processes.problem.fit')}
          </Button>
        )
      }
    >
      {t('errors.stages_invalid', { problem })}
    </Notice>
  ))
}

interface ProblemListProps {
  readonly saved: ProcessVersion
  readonly stages: readonly EditedStage[]
  readonly onOpenStage: (handle: string) => void
}

/** Above the map: all that is still wrong, each leading to its stage. */
export function ProblemList({ saved, stages, onOpenStage }: ProblemListProps) {
  const { t } = useWords()
  if (saved.problems.length === 0) return null
  return (
    <Notice tone="warn">
      <p className="font-medium">{t('processes.problems', { count: saved.problems.length })}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {saved.problems.map(({ problem, stage: key }) => {
          const stage = stages.find((each) => each.key === key)
          return (
            <li key={`${problem} ${key ?? ''}`} className="flex flex-wrap gap-x-2">
              {stage && (
                <button
                  type="button"
                  className="min-h-6 font-medium underline underline-offset-2"
                  onClick={() => onOpenStage(stage.handle)}
                >
                  <bdi>{stage.name}</bdi>
                </button>
              )}
              <span className="min-h-6">{t('errors.stages_invalid', { problem })}</span>
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
