import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { experimentKinds } from '../../contract/experiments.ts'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { useProcess, useProcesses } from '../process/process-query.ts'
import { useAddress } from '../shell/places.ts'
import { useSequences } from '../sequences/sequences-query.ts'
import {
  ErrorState,
  Loading,
  Notice,
  RadioCards,
  SelectField,
  TextField,
  buttonClass,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { Differences } from './differences.tsx'
import type { StepProps } from './new-experiment-screen.tsx'

/** What is tried, in the team's words, and in which version of the process it is written down. */
export function ChangeStep({ wanted, onChange }: StepProps) {
  const { t } = useWords()
  const processes = useProcesses()
  const items = processes.data?.items.filter(({ retiredAt }) => retiredAt === null) ?? []
  const usual = items.find(({ isDefault }) => isDefault)?.id ?? items[0]?.id
  const processId = wanted.processId ?? usual ?? null
  const process = useProcess(processId ?? undefined)
  useEffect(() => {
    if (wanted.processId === null && usual !== undefined) onChange({ processId: usual })
  })
  return (
    <>
      <TextField
        label={t('experiments.field.name')}
        placeholder={t('experiments.field.name.example')}
        value={wanted.name}
        maxLength={80}
        isRequired
        autoFocus
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label={t('experiments.field.hypothesis')}
        description={t('experiments.field.hypothesis.why')}
        value={wanted.hypothesis}
        rows={3}
        maxLength={1000}
        isRequired
        onChange={(hypothesis) => onChange({ hypothesis })}
      />
      {items.length > 1 && (
        <SelectField
          label={t('experiments.field.process')}
          options={items.map(({ id, name }) => ({ id, label: name }))}
          value={processId}
          onChange={(id) => onChange({ processId: id, changedVersionId: null, measureStage: null })}
        />
      )}
      <RadioCards
        label={t('experiments.field.kind')}
        options={experimentKinds.map((value) => ({
          value,
          title: t(`experiments.kind.${value}`),
          description: t(`experiments.kind.${value}.why`),
        }))}
        value={wanted.kind}
        onChange={(kind) => onChange({ ...noSides, kind })}
      />
      {wanted.kind === 'sequence' && <Sequences wanted={wanted} onChange={onChange} />}
      {wanted.kind === 'process_version' &&
        (process.data ? <Versions process={process.data} wanted={wanted} onChange={onChange} /> : <Loading />)}
    </>
  )
}

const noSides = { changedVersionId: null, controlSequenceId: null, changedSequenceId: null, measureStage: null }

/** Two sequences that are in use, one as now and one with the change. */
function Sequences({ wanted, onChange }: StepProps) {
  const { t } = useWords()
  const address = useAddress()
  const sequences = useSequences()
  if (sequences.isError) return <ErrorState error={sequences.error} onRetry={() => void sequences.refetch()} />
  if (!sequences.data) return <Loading />
  const options = sequences.data.items.map(({ id, name }) => ({ id, label: name }))
  if (options.length < 2)
    return (
      <Notice
        action={
          <Link to={address('sequences')} className={buttonClass('plain')}>
            {t('experiments.open-sequences')}
          </Link>
        }
      >
        {t('experiments.no-sequences')}
      </Notice>
    )
  const { controlSequenceId, changedSequenceId } = wanted
  return (
    <>
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('experiments.field.control-sequence')}
          options={options.filter(({ id }) => id !== changedSequenceId)}
          value={controlSequenceId}
          onChange={(id) => onChange({ controlSequenceId: id })}
        />
        <SelectField
          label={t('experiments.field.changed-sequence')}
          options={options.filter(({ id }) => id !== controlSequenceId)}
          value={changedSequenceId}
          onChange={(id) => onChange({ changedSequenceId: id })}
        />
      </div>
      <p className="max-w-[70ch] text-ink-2">{t('experiments.sequence.how')}</p>
    </>
  )
}

function Versions({ process, wanted, onChange }: StepProps & { process: ProcessDetail }) {
  const { t } = useWords()
  const address = useAddress()
  const say = useVersionWords()
  const published = process.versions.find(({ status }) => status === 'published')
  const others = process.versions.filter(({ status }) => status === 'draft' || status === 'retired')
  const changed = others.find(({ id }) => id === wanted.changedVersionId)
  if (process.versions.some(({ status }) => status === 'trial'))
    return <Notice tone="warn">{t('errors.experiment_running')}</Notice>
  if (others.length === 0)
    return (
      <Notice
        action={
          <Link to={address('process')} search={{ process: process.id }} className={buttonClass('plain')}>
            {t('experiments.make-draft')}
          </Link>
        }
      >
        {t('experiments.no-draft')}
      </Notice>
    )
  return (
    <>
      <RadioCards
        label={t('experiments.field.changed')}
        description={t('experiments.field.changed.why')}
        options={others.map((version) => ({ value: version.id, ...say(version) }))}
        value={wanted.changedVersionId}
        onChange={(id) => onChange({ changedVersionId: id, measureStage: null })}
      />
      {published && changed && <Differences control={published} changed={changed} />}
    </>
  )
}

function useVersionWords() {
  const { t } = useWords()
  const { day } = useFormats()
  return ({ number, status, publishedAt, retiredAt }: ProcessVersion) => ({
    title: t('processes.version-number', { number }),
    description:
      status === 'draft'
        ? t('experiments.version.draft')
        : t(publishedAt === null ? 'experiments.version.tried' : 'experiments.version.former', {
            on: retiredAt === null ? null : day(retiredAt),
          }),
  })
}
