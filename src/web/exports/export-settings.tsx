import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { deleteExport, type ExportFile, exportEverything, listExports } from '../../contract/exports.ts'
import { call } from '../api.ts'
import { sizeOf } from '../notes/file-line.tsx'
import { useRight, useSession } from '../shell/session.ts'
import {
  Button,
  Card,
  ErrorState,
  IconButton,
  Notice,
  Skeleton,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { RestoreCard } from './restore-card.tsx'
import { Share } from './share.tsx'
import { download, isUnderWay } from './use-export.ts'

/** Everything as one archive, the files of the last day, and an archive that comes in. */
export function ExportSettings() {
  const mayTakeAll = useRight('exports.all')
  const files = useExports()
  return (
    <>
      {mayTakeAll && <EverythingCard isUnderWay={files.data?.items.some(isEverythingUnderWay) ?? false} />}
      <FilesCard files={files} />
      {mayTakeAll && <RestoreCard />}
    </>
  )
}

function isEverythingUnderWay(file: ExportFile): boolean {
  return file.kind === 'everything' && isUnderWay(file)
}

function useExports() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: ['exports', workspace.id],
    queryFn: () => call(listExports),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 1000 : false),
  })
}

function EverythingCard({ isUnderWay: isMaking }: { isUnderWay: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: () => call(exportEverything),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  })
  return (
    <Card title={t('exports.everything.title')}>
      <p className="text-ink-2">{t('exports.everything.more')}</p>
      <p className="text-ink-2">{t('exports.everything.secrets')}</p>
      {make.isError && <Notice tone="bad">{say(make.error)}</Notice>}
      <Button
        variant="primary"
        className="self-start"
        isPending={make.isPending || isMaking}
        onPress={() => make.mutate()}
      >
        {t('exports.everything.title')}
      </Button>
    </Card>
  )
}

function FilesCard({ files }: { files: ReturnType<typeof useExports> }) {
  const { t } = useWords()
  return (
    <Card title={t('exports.recent.title')}>
      {files.isPending && <Skeleton className="h-12 w-full" />}
      {files.isError && <ErrorState error={files.error} onRetry={files.refetch} />}
      {files.data?.items.length === 0 && <p className="text-ink-2">{t('exports.recent.none')}</p>}
      {files.data && files.data.items.length > 0 && (
        <ul className="-mb-2 divide-y divide-line">
          {files.data.items.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function FileRow({ file }: { file: ExportFile }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const save = useMutation({ mutationFn: () => download(file), onError })
  const remove = useMutation({
    mutationFn: () => call(deleteExport, { params: { id: file.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['exports'] }),
    onError,
  })
  const name = file.fileName
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-60">
        <p className="truncate font-medium">
          <bdi>{name}</bdi>
        </p>
        <FileState file={file} />
      </div>
      <div className="ms-auto flex items-center gap-1">
        {file.status === 'done' && (
          <Button icon={IconDownload} isPending={save.isPending} onPress={() => save.mutate()}>
            {t('exports.download')}
            <span className="sr-only">
              {' '}
              <bdi>{name}</bdi>
            </span>
          </Button>
        )}
        <IconButton
          icon={IconTrash}
          label={t('exports.delete.of', { name })}
          isPending={remove.isPending}
          onPress={() => remove.mutate()}
        />
      </div>
    </li>
  )
}

function FileState({ file }: { file: ExportFile }) {
  const { t, locale } = useWords()
  const { instant } = useFormats()
  const { timeZone } = useSession().workspace
  if (file.status === 'failed') return <p className="text-12 text-bad">{t('exports.failed')}</p>
  if (file.status === 'queued') return <p className="text-12 text-ink-2">{t('exports.waiting')}</p>
  if (file.status === 'running') return <Share rows={file.rows} total={file.total} label={file.fileName} />
  return (
    <p className="text-12 text-ink-2">
      {t('exports.done', { rows: file.rows })} · <bdi>{sizeOf(file.bytes, locale)}</bdi> ·{' '}
      {t('exports.kept', { time: instant(file.expiresAt, timeZone) })}
    </p>
  )
}
