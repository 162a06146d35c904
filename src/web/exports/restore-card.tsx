import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import IconFileZip from '@tabler/icons-react/dist/esm/icons/IconFileZip.mjs'
import { listRestores, type Restore, restoreArchive } from '../../contract/exports.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Button, Card, ErrorState, Notice, Skeleton, useProblemWords, useWords } from '../ui/index.ts'
import { Share } from './share.tsx'
import { isUnderWay } from './use-export.ts'

/** An archive of another Rondo, into a workspace in which nobody has worked yet. */
export function RestoreCard() {
  const { t } = useWords()
  const { workspace } = useSession()
  const restores = useQuery({
    queryKey: ['restores', workspace.id],
    queryFn: () => call(listRestores),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 1000 : false),
  })
  const [latest] = restores.data?.items ?? []
  return (
    <Card title={t('exports.restore.title')}>
      {restores.isPending && <Skeleton className="h-12 w-full" />}
      {restores.isError && <ErrorState error={restores.error} onRetry={restores.refetch} />}
      {restores.data && <RestoreState latest={latest} hasRoom={restores.data.hasRoom} />}
    </Card>
  )
}

function RestoreState({ latest, hasRoom }: { latest: Restore | undefined; hasRoom: boolean }) {
  const { t } = useWords()
  const address = useAddress()
  if (latest && isUnderWay(latest))
    return (
      <div>
        <p className="font-medium">{t('exports.restore.running')}</p>
        <Share rows={latest.rows} total={latest.total} label={latest.fileName} />
      </div>
    )
  // All that was read before is of another workspace, in a way: the page begins anew.
  if (latest?.status === 'done')
    return (
      <>
        <Notice tone="ok">{t('exports.restore.done', { rows: latest.rows })}</Notice>
        <Button variant="primary" className="self-start" onPress={() => location.assign(address('today'))}>
          {t('exports.restore.open')}
        </Button>
      </>
    )
  if (!hasRoom) return <p className="text-ink-2">{t('exports.restore.no-room')}</p>
  return (
    <>
      <p className="text-ink-2">{t('exports.restore.more')}</p>
      {latest?.refusal && <Notice tone="bad">{t(`errors.${latest.refusal.code}`, latest.refusal.data)}</Notice>}
      <Chooser />
    </>
  )
}

function Chooser() {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file, file.name)
      return call(restoreArchive, { body: form })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['restores'] }),
  })
  const take = (list: FileList | null) => {
    const file = list?.[0]
    if (file) send.mutate(file)
  }
  return (
    <>
      {send.isError && <Notice tone="bad">{say(send.error)}</Notice>}
      <FileTrigger acceptedFileTypes={['.zip', 'application/zip']} onSelect={take}>
        <Button icon={IconFileZip} className="self-start" isPending={send.isPending}>
          {t('exports.restore.choose')}
        </Button>
      </FileTrigger>
      {send.isPending && (
        <p role="status" className="text-ink-2">
          {t('exports.restore.sending')}
        </p>
      )}
    </>
  )
}
