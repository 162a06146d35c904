import IconArrowsSplit from '@tabler/icons-react/dist/esm/icons/IconArrowsSplit.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { ReactNode } from 'react'
import { phases } from '../../contract/process.ts'
import type { Phase, StageDraft } from '../../contract/process.ts'
import type { MapStage } from '../../contract/process-map.ts'
import {
  Card,
  IconButton,
  Menu,
  MenuItem,
  NumberField,
  RadioCards,
  SelectField,
  TextField,
  useWords,
} from '../ui/index.ts'
import { PlaybookEditor } from '../playbooks/playbook-editor.tsx'
import { CriteriaEditor } from './criteria-editor.tsx'
import { MeasuredSoFar } from './measured-so-far.tsx'
import { phaseRun } from './stage-edits.ts'
import type { EditedStage } from './stage-edits.ts'
import { TouchpointEditor } from './touchpoint-editor.tsx'

interface StageFormProps {
  readonly stage: EditedStage
  /** What is measured of it in the versions there have been. */
  readonly figures: MapStage | undefined
  /** A process keeps a stage. */
  readonly isOnly: boolean
  /** What keeps it from being published, in place. */
  readonly problems: ReactNode
  readonly onSplit: () => void
  readonly onClose: () => void
  readonly onChange: (change: Partial<StageDraft>) => void
  readonly onRemove: () => void
}

/** Everything that a stage says. */
export function StageForm({ stage, figures, isOnly, problems, onChange, onSplit, onRemove, onClose }: StageFormProps) {
  const { t } = useWords()
  return (
    <Card
      title={stage.name}
      actions={
        <>
          <Menu
            label={t('processes.stage-actions')}
            trigger={<IconButton icon={IconDots} label={t('processes.stage-actions')} />}
          >
            <MenuItem icon={IconArrowsSplit} hint={t('processes.split-stage.more')} onAction={onSplit}>
              {t('processes.split-stage')}
            </MenuItem>
            <MenuItem icon={IconTrash} isDanger isDisabled={isOnly} onAction={onRemove}>
              {t('processes.remove-stage')}
            </MenuItem>
          </Menu>
          <IconButton icon={IconChevronUp} label={t('processes.close-stage')} onPress={onClose} />
        </>
      }
      className="gap-6! border-accent! desktop:p-5!"
    >
      {problems}
      <Basics stage={stage} onChange={onChange} />
      <Group title={t('processes.group.gate')} note={t('processes.group.gate.more')}>
        <RadioCards
          label={t('processes.field.gate')}
          hideLabel
          columns={2}
          value={stage.gate}
          onChange={(gate) => onChange({ gate })}
          options={(['advise', 'enforce'] as const).map((value) => ({
            value,
            title: t(`codes.gate.${value}`),
            description: t(`processes.gate.${value}`),
          }))}
        />
        {(['entryCriteria', 'exitCriteria'] as const).map((list) => (
          <CriteriaEditor
            key={list}
            title={t(`processes.field.${list}`)}
            criteria={stage[list]}
            taken={[...stage.entryCriteria, ...stage.exitCriteria].map(({ key }) => key)}
            onChange={(criteria) => onChange({ [list]: criteria })}
          />
        ))}
      </Group>
      <Group title={t('processes.field.playbook')} note={t('processes.group.playbook.more')}>
        <PlaybookEditor playbook={stage.playbook} onChange={(playbook) => onChange({ playbook })} />
      </Group>
      <Group title={t('processes.field.touchpoints')} note={t('processes.group.touchpoints.more')}>
        <TouchpointEditor touchpoints={stage.touchpoints} onChange={(touchpoints) => onChange({ touchpoints })} />
      </Group>
      <Targets stage={stage} figures={figures} onChange={onChange} />
    </Card>
  )
}

function Group({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-5">
      <header>
        <h3 className="font-semibold">{title}</h3>
        <p className="text-12 text-ink-2">{note}</p>
      </header>
      {children}
    </section>
  )
}

function Basics({ stage, onChange }: Pick<StageFormProps, 'stage' | 'onChange'>) {
  const { t } = useWords()
  const [first = 'prospecting'] = stage.phases
  const last = stage.phases.at(-1) ?? first
  const options = phases.map((id) => ({ id, label: t(`codes.phase.${id}`) }))
  const orNull = (text: string) => (text.trim() === '' ? null : text)
  return (
    <div className="grid gap-4 tablet:grid-cols-2">
      <TextField
        label={t('processes.field.name')}
        className="tablet:col-span-2"
        isRequired
        {...(stage.name.trim() === '' ? { errorMessage: t('processes.name-missing') } : {})}
        autoFocus={stage.key === ''}
        maxLength={80}
        value={stage.name}
        onChange={(name) => onChange({ name })}
      />
      <SelectField<Phase>
        label={t('processes.field.phase-from')}
        options={options}
        value={first}
        onChange={(from) =>
          onChange({ phases: phaseRun(from, phases.indexOf(from) > phases.indexOf(last) ? from : last) })
        }
      />
      <SelectField<Phase>
        label={t('processes.field.phase-to')}
        options={options}
        value={last}
        onChange={(to) => onChange({ phases: phaseRun(phases.indexOf(to) < phases.indexOf(first) ? to : first, to) })}
      />
      {(['purpose', 'buyerStep'] as const).map((field) => (
        <TextField
          key={field}
          label={t(`processes.field.${field}`)}
          description={t(`processes.field.${field}.more`)}
          rows={3}
          maxLength={1000}
          value={stage[field] ?? ''}
          onChange={(text) => onChange({ [field]: orNull(text) })}
        />
      ))}
      <TextField
        label={t('processes.field.script')}
        description={t('processes.field.script.more')}
        className="tablet:col-span-2"
        rows={5}
        maxLength={10_000}
        value={stage.script ?? ''}
        onChange={(text) => onChange({ script: orNull(text) })}
      />
    </div>
  )
}

function Targets({ stage: { targets }, figures, onChange }: Pick<StageFormProps, 'stage' | 'figures' | 'onChange'>) {
  const { t } = useWords()
  return (
    <Group title={t('processes.field.targets')} note={t('processes.group.targets.more')}>
      {figures && <MeasuredSoFar stage={figures} />}
      <div className="grid gap-4 tablet:grid-cols-3">
        <NumberField
          label={t('processes.target.days')}
          minValue={0}
          maxValue={3650}
          value={targets.durationDays}
          onChange={(durationDays) => onChange({ targets: { ...targets, durationDays } })}
        />
        <NumberField
          label={t('processes.target.share')}
          minValue={0}
          maxValue={100}
          value={targets.conversionPercent}
          onChange={(conversionPercent) => onChange({ targets: { ...targets, conversionPercent } })}
        />
        <NumberField
          label={t('processes.target.deals')}
          minValue={0}
          maxValue={1_000_000}
          value={targets.deals}
          onChange={(deals) => onChange({ targets: { ...targets, deals } })}
        />
      </div>
    </Group>
  )
}
