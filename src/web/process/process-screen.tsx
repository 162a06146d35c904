import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { Page } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import {
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  Loading,
  SegmentedControl,
  SelectField,
  useWords,
} from '../ui/index.ts'
import { FeedbackPanel } from '../playbooks/feedback-panel.tsx'
import { ChangeoverList } from './changeover-list.tsx'
import { DraftEditor } from './draft-editor.tsx'
import { MapDownload } from './map-download.tsx'
import { ProcessList } from './process-list.tsx'
import { nothingOpen, useProcess, useProcessChange, useProcessSearch, useProcesses, views } from './process-query.ts'
import type { View } from './process-query.ts'
import { ProcessView } from './process-view.tsx'
import { useEditing } from './use-editing.ts'
import { VersionCompare } from './version-compare.tsx'
import { VersionList } from './version-list.tsx'

/** How this company sells: the stages as a map or a wheel, the versions there have been, and the draft of the next. */
export function ProcessScreen() {
  const { t } = useWords()
  const { process: wanted, version: number, view, compare } = useProcessSearch()
  const change = useProcessChange()
  const mayMeasure = useRight('measurement.read')
  const processes = useProcesses()
  const all = processes.data?.items ?? []
  const id = wanted ?? (all.find(({ isDefault }) => isDefault) ?? all[0])?.id
  const process = useProcess(id)
  const version = process.data && chosenVersion(process.data, number)
  const failed = processes.error ?? process.error
  return (
    <Page
      title={t('shell.place.process')}
      views={
        version?.status !== 'draft' && (
          <SegmentedControl<View>
            label={t('processes.view')}
            value={view}
            onChange={(next) => change({ ...nothingOpen, view: next === 'map' ? undefined : next })}
            options={views
              .filter((each) => mayMeasure || each === 'map' || each === 'wheel')
              .map((each) => ({ value: each, label: t(`processes.view.${each}`) }))}
          />
        )
      }
      filters={
        all.length > 1 && (
          <SelectField
            label={t('processes.which')}
            hideLabel
            className="max-w-64 print:hidden"
            options={all.map((each) => ({ id: each.id, label: each.name }))}
            value={id ?? null}
            onChange={(next) =>
              change({ ...nothingOpen, process: next, version: undefined, compare: undefined, opened_in: undefined })
            }
          />
        )
      }
      primary={
        process.data &&
        version &&
        version.status !== 'draft' && <Primary process={process.data} version={version} view={view} />
      }
    >
      {failed && <ErrorState error={failed} onRetry={() => void processes.refetch().then(() => process.refetch())} />}
      {!failed && (processes.isPending || (id !== undefined && process.isPending)) && <Loading />}
      {processes.isSuccess && all.length === 0 && <EmptyState>{t('processes.none')}</EmptyState>}
      {process.data && version && <Chosen process={process.data} version={version} view={view} compare={compare} />}
    </Page>
  )
}

function Primary({ process, version, view }: Omit<ChosenProps, 'compare'>) {
  const { t } = useWords()
  return (
    <div className="flex items-center gap-2">
      {(view === 'map' || view === 'wheel') && <MapDownload process={process} version={version} />}
      <IconButton icon={IconPrinter} label={t('processes.print')} onPress={() => print()} />
      <EditButton process={process} />
    </div>
  )
}

interface ChosenProps {
  readonly process: ProcessDetail
  readonly version: ProcessVersion
  readonly view: View
  readonly compare: number | undefined
}

function Chosen({ process, version, view, compare }: ChosenProps) {
  const mayEdit = useRight('process.edit')
  const other = process.versions.find(({ number, id }) => number === compare && id !== version.id)
  const isEdited = version.status === 'draft' && mayEdit && !other
  return (
    <div className="mx-auto flex max-w-320 flex-col gap-4">
      {other && <VersionCompare process={process} version={version} other={other} />}
      {!other && isEdited && <DraftEditor key={version.id} process={process} draft={version} />}
      {!other && !isEdited && <ProcessView process={process} version={version} view={view} />}
      {(view === 'map' || view === 'wheel') && (
        <>
          <VersionList process={process} shown={version} />
          <ChangeoverList process={process} />
          <FeedbackPanel />
          <ProcessList shown={process.id} />
        </>
      )}
    </div>
  )
}

function chosenVersion({ versions }: ProcessDetail, number: number | undefined): ProcessVersion | undefined {
  const named = versions.find((version) => version.number === number)
  return named ?? versions.find(({ status }) => status === 'published') ?? versions[0]
}

/** Begins a draft, or goes on with the one there is. */
function EditButton({ process }: { process: ProcessDetail }) {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const { draft, edit, isPending } = useEditing(process)
  if (!mayEdit) return null
  return (
    <Button variant="primary" isPending={isPending} onPress={() => edit()}>
      {t(draft ? 'processes.continue-draft' : 'processes.edit')}
    </Button>
  )
}
