import type { ImportMapping } from '../../contract/imports.ts'
import type { Stage } from '../../contract/process.ts'
import { stageColour, stageHue } from '../charts/stage-colour.ts'
import { Card, Dot, SelectField, useWords } from '../ui/index.ts'
import type { Option, Tone } from '../ui/index.ts'
import type { StageTarget } from './mapping.ts'
import { useTargetStages } from './use-target-stages.ts'

interface StageMatchingProps {
  readonly stages: ImportMapping['stages']
  readonly onChange: (name: string, target: StageTarget) => void
}

const outcomes = ['won', 'lost', 'disqualified', 'not_now'] as const
const unmatched = 'unmatched'
const tones = { won: 'ok', lost: 'bad', disqualified: 'plain', not_now: 'warn' } satisfies Record<string, Tone>

/** What the file calls a stage, and what it is here: a stage of the process for deals that go on, an outcome for those that ended. */
export function StageMatching({ stages, onChange }: StageMatchingProps) {
  const { t } = useWords()
  const targets = useTargetStages()
  const options = useTargetOptions(targets)
  const rows = Object.entries(stages)
  if (rows.length === 0) return null
  return (
    <Card title={t('importing.stages')}>
      <p className="max-w-160 text-ink-2">{t('importing.stages.more')}</p>
      <ul>
        {rows.map(([name, target]) => (
          <li
            key={name}
            className="grid items-center gap-x-4 gap-y-1 border-b border-line py-1.5 last:border-b-0 tablet:grid-cols-[minmax(0,1fr)_16rem]"
          >
            <bdi className="truncate font-medium">{name}</bdi>
            <SelectField
              label={t('importing.stages.target-of', { stage: name })}
              hideLabel
              value={optionOf(target)}
              options={options}
              onChange={(id) => onChange(name, targetOf(id, target))}
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
    { id: unmatched, label: t('importing.stages.unmatched') },
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

function optionOf({ stage, outcome }: StageTarget): string {
  if (outcome !== 'open') return outcome
  return stage === null ? unmatched : `stage ${stage}`
}

/** Whoever only changes the outcome keeps the stage in which the deal ended. */
function targetOf(id: string, before: StageTarget): StageTarget {
  const outcome = outcomes.find((each) => each === id)
  if (outcome) return { stage: before.outcome === 'open' ? null : before.stage, outcome }
  return { stage: id === unmatched ? null : id.slice('stage '.length), outcome: 'open' }
}
