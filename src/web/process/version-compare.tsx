import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { ProcessDetail, ProcessVersion, Stage } from '../../contract/process.ts'
import { stageColour, stageHue } from '../charts/index.ts'
import { Badge, Card, Dot, IconButton, SelectField, cx, useWords } from '../ui/index.ts'
import { ChangeWords, changeId } from './change-words.tsx'
import { draftChanges, isSame } from './draft-changes.ts'
import { useProcessChange } from './process-query.ts'
import { GateParts, Part, PhaseWords, TouchpointParts, useTargetWords } from './stage-parts.tsx'
import { VersionFigures } from './version-figures.tsx'

interface VersionCompareProps {
  readonly process: ProcessDetail
  readonly version: ProcessVersion
  readonly other: ProcessVersion
}

/** Two versions side by side: what is different is marked, and said; under them what the numbers were. */
export function VersionCompare({ process, version, other }: VersionCompareProps) {
  const { t } = useWords()
  const change = useProcessChange()
  const [older, newer] = version.number < other.number ? [version, other] : [other, version]
  const changes = draftChanges(older, newer)
  const options = process.versions.map(({ number }) => ({
    id: String(number),
    label: t('processes.version-number', { number }),
  }))
  const choose = (was: ProcessVersion) => (next: string) =>
    change(was.id === version.id ? { version: Number(next) } : { compare: Number(next) })
  return (
    <Card
      title={t('processes.compare')}
      actions={<IconButton icon={IconX} label={t('ui.close')} onPress={() => change({ compare: undefined })} />}
    >
      <div className="grid gap-3 tablet:grid-cols-2">
        {[older, newer].map((each, at) => (
          <SelectField
            key={each.id}
            label={t(at === 0 ? 'processes.compare.older' : 'processes.compare.newer')}
            options={options}
            value={String(each.number)}
            onChange={choose(each)}
          />
        ))}
      </div>
      {changes.length === 0 ? (
        <p>{t('processes.compare.same')}</p>
      ) : (
        <ul className="flex list-disc flex-col gap-0.5 ps-5">
          {changes.map((each) => (
            <li key={changeId(each)}>
              <ChangeWords change={each} />
            </li>
          ))}
        </ul>
      )}
      <Sides older={older} newer={newer} />
      <VersionFigures versions={[older, newer]} />
    </Card>
  )
}

/** A row a stage, in the newer order; a stage that was removed stands behind the one it followed. */
function Sides({ older, newer }: { older: ProcessVersion; newer: ProcessVersion }) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-2">
      {alignedStages(older, newer).map(([before, after]) => {
        const key = (after ?? before)?.key
        const isChanged = !isSame(contentOf(before), contentOf(after))
        return (
          <div key={key} className={cx('grid gap-2 rounded-2 tablet:grid-cols-2', isChanged && 'bg-warn-soft p-2')}>
            <Side stage={before} version={older} mark={after ? null : t('processes.compare.removed')} />
            <Side stage={after} version={newer} mark={before ? null : t('processes.compare.added')} />
          </div>
        )
      })}
    </div>
  )
}

interface SideProps {
  readonly stage: Stage | undefined
  readonly version: ProcessVersion
  readonly mark: string | null
}

function Side({ stage, version: { stages }, mark }: SideProps) {
  const { t } = useWords()
  const targetWords = useTargetWords()
  if (!stage)
    return <div aria-hidden className="hidden rounded-2 border border-dashed border-line-strong tablet:block" />
  const words = targetWords(stage.targets)
  return (
    <section className="flex min-w-0 flex-col gap-2 rounded-2 bg-surface p-3">
      <header className="flex flex-wrap items-center gap-2">
        <Dot colour={stageColour(stageHue(stages.indexOf(stage), stages.length))} />
        <h3 className="min-w-0 font-semibold">
          <bdi>{stage.name}</bdi>
        </h3>
        {mark && <Badge tone="warn">{mark}</Badge>}
      </header>
      <PhaseWords stage={stage} />
      {stage.purpose && <p dir="auto">{stage.purpose}</p>}
      {stage.buyerStep && (
        <Part title={t('processes.field.buyerStep')}>
          <p dir="auto">{stage.buyerStep}</p>
        </Part>
      )}
      <GateParts stage={stage} />
      <TouchpointParts touchpoints={stage.touchpoints} />
      {words.length > 0 && <p className="text-12 text-ink-2">{words.join(' · ')}</p>}
      {stage.script && (
        <details>
          <summary className="cursor-pointer text-12 font-medium text-accent">{t('processes.field.script')}</summary>
          <p dir="auto" className="mt-1 whitespace-pre-line">
            {stage.script}
          </p>
        </details>
      )}
    </section>
  )
}

function contentOf(stage: Stage | undefined): object | null {
  if (!stage) return null
  const { id: _, position: __, ...content } = stage
  return content
}

/** Stages of both versions in pairs by their key. */
export function alignedStages(
  older: Pick<ProcessVersion, 'stages'>,
  newer: Pick<ProcessVersion, 'stages'>,
): [Stage | undefined, Stage | undefined][] {
  const rows: [Stage | undefined, Stage | undefined][] = newer.stages.map((stage) => [
    older.stages.find(({ key }) => key === stage.key),
    stage,
  ])
  for (const [at, stage] of older.stages.entries()) {
    if (rows.some(([before]) => before === stage)) continue
    const before = older.stages[at - 1]
    const place = rows.findIndex(([each]) => each !== undefined && each === before)
    rows.splice(place + 1, 0, [stage, undefined])
  }
  return rows
}
