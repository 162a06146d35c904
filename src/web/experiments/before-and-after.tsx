import { useState } from 'react'
import type { VersionComparison } from '../../contract/experiments.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { DotPlot } from '../charts/index.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useProcess, useProcesses } from '../process/process-query.ts'
import {
  Badge,
  Card,
  ErrorState,
  Loading,
  Notice,
  NumberField,
  SelectField,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { useBeforeAndAfter } from './experiments-query.ts'

/** Two versions that merely followed each other, beside each other, and said to be no test. Nothing where there are no two. */
export function BeforeAndAfter() {
  const processes = useProcesses()
  const [chosen, choose] = useState<string | null>(null)
  const items = processes.data?.items ?? []
  const id = chosen ?? items.find(({ isDefault }) => isDefault)?.id
  const process = useProcess(id)
  const used = process.data?.versions.filter(({ publishedAt }) => publishedAt !== null) ?? []
  if (used.length < 2 && items.length < 2) return null
  return <Versions key={id} processes={items} process={id} used={used} onProcess={choose} />
}

interface VersionsProps {
  readonly processes: readonly { readonly id: string; readonly name: string }[]
  readonly process: string | undefined
  /** Newest first. */
  readonly used: readonly ProcessVersion[]
  readonly onProcess: (id: string) => void
}

function Versions({ processes, process, used, onProcess }: VersionsProps) {
  const { t } = useWords()
  const [before, setBefore] = useState(used[1]?.id)
  const [after, setAfter] = useState(used[0]?.id)
  const [byDay, setByDay] = useState(90)
  const earlier = before ?? used[1]?.id
  const later = after ?? used[0]?.id
  const options = used.map(({ id, number }) => ({ id, label: t('processes.version-number', { number }) }))
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {t('experiments.before-after')} <Badge tone="warn">{t('experiments.no-test')}</Badge>
        </span>
      }
    >
      <p className="max-w-[70ch] text-ink-2">{t('experiments.before-after.why')}</p>
      <div className="grid items-end gap-3 tablet:grid-cols-2 desktop:grid-cols-4">
        {processes.length > 1 && (
          <SelectField
            label={t('experiments.field.process')}
            options={processes.map(({ id, name }) => ({ id, label: name }))}
            value={process ?? null}
            onChange={onProcess}
          />
        )}
        {used.length > 1 && (
          <>
            <SelectField
              label={t('experiments.before')}
              options={options}
              value={earlier ?? null}
              onChange={setBefore}
            />
            <SelectField label={t('experiments.after')} options={options} value={later ?? null} onChange={setAfter} />
            <NumberField
              label={t('experiments.by-day')}
              value={byDay}
              minValue={1}
              maxValue={730}
              onChange={(days) => days !== null && setByDay(days)}
            />
          </>
        )}
      </div>
      {used.length < 2 && <Notice>{t('experiments.before-after.one')}</Notice>}
      {process && earlier && later && used.length > 1 && (
        <Sides process={process} before={earlier} after={later} byDay={byDay} />
      )}
    </Card>
  )
}

interface SidesProps {
  readonly process: string
  readonly before: string
  readonly after: string
  readonly byDay: number
}

function Sides({ process, before, after, byDay }: SidesProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { share, shareRange, days } = useEstimateWords()
  const found = useBeforeAndAfter(process, before, after, byDay)
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  const rows = found.data.sides.map(({ version, n, wonByHorizon: { estimate, low, high }, timeToSignature }, at) => ({
    key: at === 0 ? 'before' : 'after',
    name: t(at === 0 ? 'experiments.before-version' : 'experiments.after-version', { number: version.number }),
    note: `${t('experiments.deals', { count: n })} · ${t('experiments.half-signed', { days: days(timeToSignature.value) })}`,
    dot: estimate === null ? null : { value: estimate, low, high },
    text: share(estimate),
    bounds: shareRange({ value: estimate, low, high }),
  }))
  return (
    <DotPlot
      label={t('experiments.won-by', { days: byDay })}
      nameTitle={t('experiments.version')}
      valueTitle={t('experiments.won-by', { days: byDay })}
      boundsTitle={t('ui.curve.interval')}
      rows={rows}
      lowest={0}
      highest={highestOf(found.data)}
      write={(value) => percent(value)}
    />
  )
}

/** The end of the axis: a round share beyond all limits. */
export function highestOf({ sides }: Pick<VersionComparison, 'sides'>): number {
  const most = Math.max(0.1, ...sides.map(({ wonByHorizon: { high, estimate } }) => high ?? estimate ?? 0))
  return Math.min(1, Math.ceil(most * 10) / 10)
}
