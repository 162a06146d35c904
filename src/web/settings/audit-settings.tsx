import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { auditTopics, downloadAudit, listAudit } from '../../contract/audit.ts'
import type { AuditEntry, AuditTopic } from '../../contract/audit.ts'
import { auditActor, auditSentence } from '../../words/audit-sentence.ts'
import { call, callForFile } from '../api.ts'
import { isolated } from '../../words/isolate.ts'
import { useSession } from '../shell/session.ts'
import {
  Button,
  Card,
  DateField,
  ErrorState,
  saveFile,
  SelectField,
  Skeleton,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { useColleagues } from './team-query.ts'

interface Filters {
  readonly actor?: string
  readonly topic?: AuditTopic
  readonly from?: string
  readonly to?: string
}

/** Who did what here, newest first, in sentences. */
export function AuditSettings() {
  const { t } = useWords()
  const [filters, setFilters] = useState<Filters>({})
  const entries = useEntries(filters)
  return (
    <Card title={t('audit.title')} actions={<DownloadButton filters={filters} />}>
      <p className="text-ink-2">{t('audit.more')}</p>
      <FilterFields filters={filters} onChange={setFilters} />
      {entries.isPending && <Skeleton className="h-70 w-full" />}
      {entries.isError && <ErrorState error={entries.error} onRetry={entries.refetch} />}
      {entries.data && <Entries rows={entries.data.pages.flatMap(({ items }) => items)} />}
      {entries.hasNextPage && (
        <Button onPress={() => void entries.fetchNextPage()} isPending={entries.isFetchingNextPage}>
          {t('audit.more-entries')}
        </Button>
      )}
    </Card>
  )
}

function useEntries(filters: Filters) {
  const { workspace } = useSession()
  return useInfiniteQuery({
    queryKey: ['audit', workspace.id, filters],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) => call(listAudit, { query: { ...filters, limit: 50, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })
}

const all = 'all'

function FilterFields({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  const { t } = useWords()
  const colleagues = useColleagues()
  const { actor: _actor, ...withoutActor } = filters
  const { topic: _topic, ...withoutTopic } = filters
  const { from: _from, ...withoutFrom } = filters
  const { to: _to, ...withoutTo } = filters
  return (
    <div role="group" aria-label={t('audit.title')} className="grid grid-cols-2 gap-3 tablet:grid-cols-4">
      <SelectField
        label={t('audit.column.who')}
        value={filters.actor ?? all}
        options={[{ id: all, label: t('audit.everybody') }, ...colleagues.map(({ id, name }) => ({ id, label: name }))]}
        onChange={(actor) => onChange(actor === all ? withoutActor : { ...filters, actor })}
      />
      <SelectField<AuditTopic | typeof all>
        label={t('audit.topic')}
        value={filters.topic ?? all}
        options={[
          { id: all, label: t('audit.everything') },
          ...auditTopics.map((topic) => ({ id: topic, label: t(`audit.topic.${topic}`) })),
        ]}
        onChange={(topic) => onChange(topic === all ? withoutTopic : { ...filters, topic })}
      />
      <DateField
        label={t('audit.from')}
        value={filters.from ?? null}
        onChange={(from) => onChange(from === null ? withoutFrom : { ...filters, from })}
      />
      <DateField
        label={t('audit.to')}
        value={filters.to ?? null}
        onChange={(to) => onChange(to === null ? withoutTo : { ...filters, to })}
      />
    </div>
  )
}

function Entries({ rows }: { rows: readonly AuditEntry[] }) {
  const { t } = useWords()
  if (rows.length === 0) return <p className="py-8 text-center text-ink-2">{t('audit.empty')}</p>
  return (
    <ul>
      {rows.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ul>
  )
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t } = useWords()
  const { instant } = useFormats()
  const { workspace } = useSession()
  const isBad = entry.action === 'refused' || entry.action === 'sign_in_failed'
  return (
    <li className="grid gap-x-4 border-b border-line py-2 last:border-b-0 tablet:grid-cols-[11.5rem_9rem_minmax(0,1fr)]">
      <time dateTime={entry.at} className="text-12 text-ink-3 tablet:text-13">
        <bdi>{instant(entry.at, workspace.timeZone)}</bdi>
      </time>
      <span className="truncate font-medium">
        <bdi>{auditActor(entry, t, isolated)}</bdi>
      </span>
      <span className={isBad ? 'text-bad' : undefined}>
        {auditSentence(entry, t, isolated)}
        {entry.address && (
          <span className="ms-2 text-12 text-ink-3">
            <bdi dir="ltr">{entry.address}</bdi>
          </span>
        )}
      </span>
    </li>
  )
}

function DownloadButton({ filters }: { filters: Filters }) {
  const { t, language } = useWords()
  const words = useProblemWords()
  const fetchFile = useMutation({
    mutationFn: () => callForFile(downloadAudit, { query: { ...filters, language } }),
    onSuccess: (file) => saveFile(file, 'audit.csv'),
    onError: (error) => toast({ text: words(error), tone: 'bad' }),
  })
  return (
    <Button icon={IconDownload} onPress={() => fetchFile.mutate()} isPending={fetchFile.isPending}>
      {t('audit.download')}
    </Button>
  )
}
