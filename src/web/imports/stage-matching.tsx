import type { ImportMapping } from '../../contract/imports.ts'
import type { Stage } from '../../contract/process.ts'
import { stageColour, stageHue } from '../charts/stage-colour.ts'
import { Card, Dot, SelectField, useWords } from '../ui/index.ts'
import type { Option, Tone } from '../ui/index.ts'
import type { StageTarget } from './mapping.ts'
import { useTargetStages } from './use-target-stages.ts'

interface StageMatchingProps {
  readonly stages: ImportMapping['stages']
  /** What the guess could not tell. */
  readonly unmatched: readonly string[]
  readonly onChange: (name: string, target: StageTarget) => void
}

const outcomes = ['open', 'won', 'lost', 'disqualified', 'not_now'] as const
const tones = { open: 'accent', won: 'ok', lost: 'bad', disqualified: 'plain', not_now: 'warn' } satisfies Record<
  string,
  Tone
>

/** What the file calls a stage, and what it is here: a stage of the process for deals that go on, an outcome for those that ended. */
export function StageMatching({ stages, unmatched, onChange }: StageMatchingProps) {
  const { t } = useWords()
  const targets = useTargetStages()
  const options = useTargetOptions(targets)
  const names = [...unmatched, ...Object.keys(stages).filter((name) => !unmatched.includes(name))]
  if (names.length === 0) return null
  return (
    <Card title={t('importing.stages')}>
      <p className="max-w-160 text-ink-2">{t('importing.stages.more')}</p>
      <ul>
        {names.map((name) => (
          <li
            key={name}
            className="grid items-center gap-x-4 gap-y-1 border-b border-line py-1.5 last:border-b-0 tablet:grid-cols-[minmax(0,1fr)_16rem]"
          >
            <bdi className="truncate font-medium">{name}</bdi>
            <SelectField
              label={t('importing.stages.target-of', { stage: name })}
              hideLabel
              placeholder={t('importing.stages.unmatched')}
              value={optionOf(stages[name])}
              options={options}
              onChange={(id) => onChange(name, targetOf(id, stages[name]))}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function useTargetOptions(stages: readonly Stage[]): Option[] {
  const { t } = useWords()
  return [
    ...stages.map(({ key, name }, index) => ({
      id: `stage ${key}`,
      label: name,
      hint: t('codes.outcome.open'),
      mark: <Dot colour={stageColour(stageHue(index, stages.length))} />,
    })),
    ...outcomes.map((outcome) => ({
      id: outcome,
      label: t(`codes.outcome.${outcome}`),
      mark: <Dot tone={tones[outcome]} />,
    })),
  ]
}

function optionOf(target: StageTarget | undefined): string | null {
  if (!target) return null
  return target.outcome === 'open' && target.stage !== null ? `stage ${target.stage}` : target.outcome
}

/** Whoever only changes how a deal ended keeps the stage in which it did. */
function targetOf(id: string, before: StageTarget | undefined): StageTarget {
  const outcome = outcomes.find((each) => each === id)
  if (!outcome) return { stage: id.slice('stage '.length), outcome: 'open' }
  const ended = outcome !== 'open' && before !== undefined && before.outcome !== 'open'
  return { stage: ended ? before.stage : null, outcome }
}
