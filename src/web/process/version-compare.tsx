import type { ReactNode } from 'react'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { ProcessDetail, ProcessVersion, Stage } from '../../contract/process.ts'
import { stageColour, stageHue } from '../charts/index.ts'
import { Badge, Card, Dot, IconButton, SelectField, cx, useWords } from '../ui/index.ts'
import { PlaybookParts } from '../playbooks/playbook-parts.tsx'
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

/** A row a stage, in the newer order; a stage that was removed stands behind the one it followed. What stayed the same takes one line. */
function Sides({ older, newer }: { older: ProcessVersion; newer: ProcessVersion }) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-2">
      {alignedStages(older, newer).map(([before, after]) => {
        const differing = differingFields(before, after)
        if (before && after && differing.size === 0)
          return (
            <div key={after.key} className="flex flex-wrap items-center gap-2 rounded-2 bg-sunken px-3 py-2">
              <StageMark stage={after} version={newer} />
              <span className="text-12 text-ink-2">{t('processes.compare.unchanged')}</span>
            </div>
          )
        return (
          <div key={(after ?? before)?.key} className="grid gap-2 tablet:grid-cols-2">
            <Side stage={before} version={older} differing={differing} mark={after ? null : 'removed'} />
            <Side stage={after} version={newer} differing={differing} mark={before ? null : 'added'} />
          </div>
        )
      })}
    </div>
  )
}

function StageMark({ stage, version: { stages } }: { stage: Stage; version: ProcessVersion }) {
  return (
    <>
      <Dot colour={stageColour(stageHue(stages.indexOf(stage), stages.length))} />
      <h3 className="min-w-0 font-semibold">
        <bdi>{stage.name}</bdi>
      </h3>
    </>
  )
}

interface SideProps {
  readonly stage: Stage | undefined
  readonly version: ProcessVersion
  readonly differing: ReadonlySet<string>
  readonly mark: 'removed' | 'added' | null
}

function Side({ stage, version, differing, mark }: SideProps) {
  const { t } = useWords()
  if (!stage)
    return <div aria-hidden className="hidden rounded-2 border border-dashed border-line-strong tablet:block" />
  return (
    <section className="flex min-w-0 flex-col gap-2.5 rounded-2 border border-line p-3">
      <Marked isDifferent={differing.has('name')}>
        <header className="flex flex-wrap items-center gap-2">
          <StageMark stage={stage} version={version} />
          {mark && <Badge tone="warn">{t(`processes.compare.${mark}`)}</Badge>}
        </header>
      </Marked>
      <SideParts stage={stage} differing={differing} />
    </section>
  )
}

/** What differs carries a bar at its side. */
function Marked({ isDifferent, children }: { isDifferent: boolean; children: ReactNode }) {
  return (
    <div className={cx('min-w-0 empty:hidden', isDifferent && 'rounded-1 border-s-3 border-warn bg-warn-soft p-2')}>
      {children}
    </div>
  )
}

function SideParts({ stage, differing }: { stage: Stage; differing: ReadonlySet<string> }) {
  const { t } = useWords()
  const words = useTargetWords()(stage.targets)
  const isDifferent = (...fields: (keyof Stage)[]) => fields.some((field) => differing.has(field))
  return (
    <>
      <Marked isDifferent={isDifferent('phases')}>
        <PhaseWords stage={stage} />
      </Marked>
      <Marked isDifferent={isDifferent('purpose')}>{stage.purpose && <p dir="auto">{stage.purpose}</p>}</Marked>
      <Marked isDifferent={isDifferent('buyerStep')}>
        {stage.buyerStep && (
          <Part title={t('processes.field.buyerStep')}>
            <p dir="auto">{stage.buyerStep}</p>
          </Part>
        )}
      </Marked>
      <Marked isDifferent={isDifferent('gate', 'entryCriteria', 'exitCriteria')}>
        <div className="flex flex-col gap-2 empty:hidden">
          <GateParts stage={stage} />
        </div>
      </Marked>
      <Marked isDifferent={isDifferent('touchpoints')}>
        <TouchpointParts touchpoints={stage.touchpoints} />
      </Marked>
      <Marked isDifferent={isDifferent('targets')}>
        {words.length > 0 && <Part title={t('processes.field.targets')}>{words.join(' · ')}</Part>}
      </Marked>
      <Marked isDifferent={isDifferent('playbook')}>
        <PlaybookParts playbook={stage.playbook} />
      </Marked>
      <Marked isDifferent={isDifferent('script')}>
        {stage.script && (
          <details open={differing.has('script')}>
            <summary className="cursor-pointer text-12 font-medium text-accent">{t('processes.field.script')}</summary>
            <p dir="auto" className="mt-1 whitespace-pre-line">
              {stage.script}
            </p>
          </details>
        )}
      </Marked>
    </>
  )
}

/** The fields in which a stage differs between two versions; none for one that only one of them has. */
function differingFields(before: Stage | undefined, after: Stage | undefined): ReadonlySet<string> {
  if (!before || !after) return new Set()
  const { id: _, position: __, ...own } = before
  return new Set(
    Object.entries(own).flatMap(([field, value]) => (isSame(value, Reflect.get(after, field)) ? [] : [field])),
  )
}

/** Stages of both versions in pairs by their key. */
function alignedStages(
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
