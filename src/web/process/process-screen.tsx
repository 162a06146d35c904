import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useMutation } from '@tanstack/react-query'
import { draftProcess } from '../../contract/process.ts'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { call } from '../api.ts'
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
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { ChangeoverList } from './changeover-list.tsx'
import { DraftEditor } from './draft-editor.tsx'
import { ProcessList } from './process-list.tsx'
import { useProcess, useProcessChange, useProcessRefresh, useProcessSearch, useProcesses } from './process-query.ts'
import type { View } from './process-query.ts'
import { ProcessView } from './process-view.tsx'
import { VersionCompare } from './version-compare.tsx'
import { VersionList } from './version-list.tsx'

/** How this company sells: the stages as a map or a wheel, the versions there have been, and the draft of the next. */
export function ProcessScreen() {
  const { t } = useWords()
  const { process: wanted, version: number, view, compare } = useProcessSearch()
  const change = useProcessChange()
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
            onChange={(next) => change({ view: next === 'map' ? undefined : next })}
            options={[
              { value: 'map', label: t('processes.view.map') },
              { value: 'wheel', label: t('processes.view.wheel') },
            ]}
          />
        )
      }
      filters={
        all.length > 1 && (
          <SelectField
            label={t('processes.which')}
            hideLabel
            className="max-w-64"
            options={all.map((each) => ({ id: each.id, label: each.name }))}
            value={id ?? null}
            onChange={(next) => change({ process: next, version: undefined, compare: undefined })}
          />
        )
      }
      primary={
        process.data &&
        version?.status !== 'draft' && (
          <div className="flex items-center gap-2">
            <IconButton icon={IconPrinter} label={t('processes.print')} onPress={() => print()} />
            <EditButton process={process.data} />
          </div>
        )
      }
    >
      {failed && <ErrorState error={failed} onRetry={() => void processes.refetch().then(() => process.refetch())} />}
      {!failed && (processes.isPending || (id !== undefined && process.isPending)) && <Loading />}
      {processes.isSuccess && all.length === 0 && <EmptyState>{t('processes.none')}</EmptyState>}
      {process.data && version && <Chosen process={process.data} version={version} view={view} compare={compare} />}
    </Page>
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
      <VersionList process={process} shown={version} />
      <ChangeoverList process={process} />
      <ProcessList shown={process.id} />
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
  const say = useProblemWords()
  const change = useProcessChange()
  const refresh = useProcessRefresh()
  const mayEdit = useRight('process.edit')
  const draft = process.versions.find(({ status }) => status === 'draft')
  const begin = useMutation({
    mutationFn: () => call(draftProcess, { params: { id: process.id } }),
    onSuccess: async ({ number }) => {
      await refresh()
      change({ version: number })
    },
    onError: (error) => {
      toast({ text: say(error), tone: 'bad' })
      void refresh()
    },
  })
  if (!mayEdit) return null
  if (draft)
    return (
      <Button variant="primary" onPress={() => change({ version: draft.number })}>
        {t('processes.continue-draft')}
      </Button>
    )
  return (
    <Button variant="primary" isPending={begin.isPending} onPress={() => begin.mutate()}>
      {t('processes.edit')}
    </Button>
  )
}
