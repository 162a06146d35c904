import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { addNurtureTrack, changeNurtureTrack } from '../../contract/nurture.ts'
import type { NurtureTrack, TrackStep } from '../../contract/nurture.ts'
import { channels } from '../../contract/process.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  Card,
  EmptyState,
  ErrorState,
  IconButton,
  Loading,
  NumberField,
  SelectField,
  Switch,
  TextField,
  useWords,
} from '../ui/index.ts'
import { useNurtureRead, useTracks } from './nurture-query.ts'

/** The tracks of touches for those who are not ready. */
export function NurtureSettings() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const tracks = useTracks(true)
  const [edited, setEdited] = useState<NurtureTrack | 'new' | null>(null)
  const add = (
    <Button icon={IconPlus} onPress={() => setEdited('new')}>
      {t('nurture.tracks.add')}
    </Button>
  )
  return (
    <Card title={t('nurture.tracks')} actions={mayEdit && add}>
      <p className="text-ink-2">{t('nurture.tracks.about')}</p>
      {tracks.isPending && <Loading />}
      {tracks.isError && <ErrorState error={tracks.error} onRetry={() => void tracks.refetch()} />}
      {tracks.data?.items.length === 0 && <EmptyState>{t('nurture.tracks.none')}</EmptyState>}
      <ul className="flex flex-col">
        {tracks.data?.items.map((track) => (
          <li key={track.id} className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2">
                <bdi className="font-medium">{track.name}</bdi>
                {track.retired && <Badge>{t('nurture.track.retired')}</Badge>}
              </p>
              <p className="text-12 text-ink-2">
                {t('nurture.track.summary', { steps: track.steps.length, running: track.running })}
              </p>
            </div>
            {mayEdit && (
              <Button
                variant="quiet"
                aria-label={t('nurture.track.edit-of', { name: track.name })}
                onPress={() => setEdited(track)}
              >
                {t('nurture.track.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {edited && <TrackDialog track={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Card>
  )
}

const firstStep: TrackStep = { afterDays: 30, channel: 'email', content: '' }

function TrackDialog({ track, onClose }: { track: NurtureTrack | null; onClose: () => void }) {
  const { t } = useWords()
  const readAnew = useNurtureRead()
  const [name, setName] = useState(track?.name ?? '')
  const [retired, setRetired] = useState(track?.retired ?? false)
  // Steps are named while they are edited, so that dropping one moves no words from field to field.
  const [steps, setSteps] = useState(() => (track?.steps ?? [firstStep]).map((step, key) => ({ key, step })))
  const body = {
    name: name.trim(),
    steps: steps.map(({ step }) => ({ ...step, content: step.content.trim() })),
  }
  const save = useMutation({
    mutationFn: () =>
      track
        ? call(changeNurtureTrack, { params: { id: track.id }, version: track.version, body: { ...body, retired } })
        : call(addNurtureTrack, { body }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  const isWhole = body.name !== '' && steps.length > 0 && body.steps.every(({ content }) => content !== '')
  return (
    <FormDialog
      title={t(track ? 'nurture.track.edit' : 'nurture.tracks.add')}
      size="large"
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={!isWhole}
      onClose={onClose}
    >
      <TextField label={t('nurture.track.name')} name="name" value={name} onChange={setName} maxLength={80} autoFocus />
      <StepsField steps={steps} onChange={setSteps} />
      {track && (
        <Switch isSelected={!retired} onChange={(isUsed) => setRetired(!isUsed)}>
          {t('nurture.track.in-use')}
        </Switch>
      )}
    </FormDialog>
  )
}

interface KeyedStep {
  readonly key: number
  readonly step: TrackStep
}

interface StepsFieldProps {
  readonly steps: readonly KeyedStep[]
  readonly onChange: (steps: KeyedStep[]) => void
}

function StepsField({ steps, onChange }: StepsFieldProps) {
  const { t } = useWords()
  const add = () => {
    const last = steps.at(-1)?.step ?? firstStep
    const key = Math.max(-1, ...steps.map((each) => each.key)) + 1
    onChange([...steps, { key, step: { ...last, afterDays: last.afterDays + 30, content: '' } }])
  }
  return (
    <>
      <ul className="flex flex-col gap-3">
        {steps.map(({ key, step }) => (
          <StepLine
            key={key}
            step={step}
            onChange={(changes) =>
              onChange(steps.map((each) => (each.key === key ? { key, step: { ...step, ...changes } } : each)))
            }
            onDrop={() => onChange(steps.filter((each) => each.key !== key))}
          />
        ))}
      </ul>
      <Button icon={IconPlus} onPress={add} className="self-start">
        {t('nurture.step.add')}
      </Button>
    </>
  )
}

interface StepLineProps {
  readonly step: TrackStep
  readonly onChange: (changes: Partial<TrackStep>) => void
  readonly onDrop: () => void
}

function StepLine({ step, onChange, onDrop }: StepLineProps) {
  const { t } = useWords()
  return (
    <li className="grid items-end gap-2 border-b border-line pb-3 last:border-b-0 tablet:grid-cols-[6rem_9rem_minmax(0,1fr)_2rem]">
      <NumberField
        label={t('nurture.step.after')}
        value={step.afterDays}
        onChange={(days) => onChange({ afterDays: days ?? 0 })}
        minValue={0}
        maxValue={1500}
      />
      <SelectField
        label={t('nurture.step.channel')}
        options={channels.map((id) => ({ id, label: t(`codes.channel.${id}`) }))}
        value={step.channel}
        onChange={(channel) => onChange({ channel })}
      />
      <TextField
        label={t('nurture.step.content')}
        value={step.content}
        onChange={(content) => onChange({ content })}
        maxLength={300}
      />
      <IconButton icon={IconTrash} label={t('nurture.step.drop', { content: step.content })} onPress={onDrop} />
    </li>
  )
}
