import IconFileUpload from '@tabler/icons-react/dist/esm/icons/IconFileUpload.mjs'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { type ReadMapFile, readProcessMap } from '../../contract/process-map-files.ts'
import { call } from '../api.ts'
import { Button, Dialog, Notice, Table, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { useTargetWords } from './stage-parts.tsx'
import { stagesFromFile } from './stages-from-file.ts'
import type { Draft } from './use-draft.ts'

/** Brings the stages of a draft in from a table: first shown, then put into the draft, where they can be undone. */
export function MapFromFile({ draft }: { draft: Draft }) {
  const { t } = useWords()
  const say = useProblemWords()
  const chooser = useRef<HTMLInputElement>(null)
  const read = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return call(readProcessMap, { body: form })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const take = (found: ReadMapFile) => {
    const { edited, change, newHandle } = draft
    change({ ...edited, stages: stagesFromFile(edited.stages, found.stages, newHandle) })
    read.reset()
    toast({ text: t('processes.file.taken', { count: found.stages.length }) })
  }
  return (
    <>
      <Button variant="quiet" icon={IconFileUpload} isPending={read.isPending} onPress={() => chooser.current?.click()}>
        {t('processes.file.read')}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        tabIndex={-1}
        accept=".csv,.txt,.tsv,.xlsx,.ods"
        aria-label={t('processes.file.read')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) read.mutate(file)
          currentTarget.value = ''
        }}
      />
      {read.data && <Preview found={read.data} onClose={() => read.reset()} onTake={take} />}
    </>
  )
}

interface PreviewProps {
  readonly found: ReadMapFile
  readonly onClose: () => void
  readonly onTake: (found: ReadMapFile) => void
}

/** What was read, before anything is changed. */
function Preview({ found, onClose, onTake }: PreviewProps) {
  const { t } = useWords()
  const columns = useColumns()
  const unread = found.columns.filter(({ column }) => column === null).map(({ header }) => header)
  return (
    <Dialog title={t('processes.file.found', { count: found.stages.length })} isOpen onClose={onClose} size="large">
      <div className="flex flex-col gap-4">
        <Table
          label={t('processes.file.found', { count: found.stages.length })}
          columns={columns}
          rows={found.stages}
          rowKey={({ name }) => name}
          className="max-h-[50vh] overflow-y-auto [&_td]:align-top"
        />
        {unread.length > 0 && (
          <p className="text-12 text-ink-2">
            {t('processes.file.unread')} <bdi>{unread.join(' · ')}</bdi>
          </p>
        )}
        {found.left > 0 && <Notice>{t('processes.file.left', { count: found.left })}</Notice>}
        <p className="text-12 text-ink-2">{t('processes.file.what')}</p>
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onPress={onClose}>
            {t('processes.cancel')}
          </Button>
          <Button variant="primary" isDisabled={found.stages.length === 0} onPress={() => onTake(found)}>
            {t('processes.file.take')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

type Stage = ReadMapFile['stages'][number]

function useColumns(): Column<Stage>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const targetWords = useTargetWords()
  const criteria = ({ entryCriteria, exitCriteria }: Stage) =>
    (entryCriteria?.length ?? 0) + (exitCriteria?.length ?? 0)
  return [
    {
      key: 'name',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: ({ name }) => <span dir="auto">{name}</span>,
    },
    {
      key: 'purpose',
      title: t('processes.field.purpose'),
      cell: ({ purpose }) => <span dir="auto">{purpose ?? '–'}</span>,
    },
    {
      key: 'criteria',
      title: t('processes.file.criteria'),
      isNumber: true,
      cell: (stage) => number(criteria(stage)),
    },
    {
      key: 'targets',
      title: t('processes.field.targets'),
      cell: ({ durationDays, conversionPercent, deals }) =>
        targetWords({ durationDays, conversionPercent, deals }).join(' · ') || '–',
    },
  ]
}
