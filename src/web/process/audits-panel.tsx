import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProcessDetail } from '../../contract/process.ts'
import { type AuditSummary, listProcessAudits, makeProcessAudit } from '../../contract/process-audits.ts'
import { call } from '../api.ts'
import { todayIn } from '../people/day-of.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import {
  Button,
  DateField,
  EmptyState,
  ErrorState,
  Loading,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { AuditReport } from './audit-report.tsx'
import { useProcessChange, useProcessSearch, useProcessSearchWith } from './process-query.ts'

/** The audits there have been, and the one that is read. */
export function AuditsPanel({ process }: { process: ProcessDetail }) {
  const { audit } = useProcessSearch()
  return audit === undefined ? (
    <AuditList process={process} />
  ) : (
    <AuditReport key={audit} id={audit} process={process} />
  )
}

function AuditList({ process }: { process: ProcessDetail }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const audits = useInfiniteQuery({
    queryKey: ['measurement', workspace.id, 'audits', process.id],
    initialPageParam: undefined as string | undefined, // The type of the cursors that follow.
    queryFn: ({ pageParam }) =>
      call(listProcessAudits, { query: { process: process.id, limit: 50, after: pageParam } }),
    getNextPageParam: ({ next }) => next,
  })
  const items = audits.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={t('processes.view.audits')} className="flex flex-col gap-4">
      <p className="max-w-[70ch] text-pretty text-ink-2">{t('processes.audits.lead')}</p>
      <NewAudit process={process} />
      {audits.isPending && <Loading />}
      {audits.isError && <ErrorState error={audits.error} onRetry={audits.refetch} />}
      {audits.isSuccess && items.length === 0 && <EmptyState>{t('processes.audits.none')}</EmptyState>}
      {items.length > 0 && (
        <ul className="card flex flex-col">
          {items.map((audit) => (
            <li key={audit.id} className="border-b border-line last:border-b-0">
              <AuditRow audit={audit} />
            </li>
          ))}
        </ul>
      )}
      {audits.hasNextPage && (
        <Button onPress={() => void audits.fetchNextPage()} isPending={audits.isFetchingNextPage}>
          {t('processes.audits.more')}
        </Button>
      )}
    </section>
  )
}

function AuditRow({ audit: { id, asOf, madeAt, madeBy, versionNumber, findings } }: { audit: AuditSummary }) {
  const { t } = useWords()
  const { day, instant } = useFormats()
  const address = useAddress()
  const searchWith = useProcessSearchWith()
  return (
    <Link
      to={address('process')}
      search={searchWith({ audit: id })}
      className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-3 hover:bg-sunken"
    >
      <span className="font-medium">{t('processes.audits.row', { day: day(asOf), number: versionNumber })}</span>
      <span className="text-12 text-ink-2">{t('processes.audits.made', { when: instant(madeAt), who: madeBy })}</span>
      <span className="ms-auto text-12 text-ink-2">{t('processes.audits.findings', { count: findings.length })}</span>
    </Link>
  )
}

/** An audit of today, or of any day before. */
function NewAudit({ process }: { process: ProcessDetail }) {
  const { t } = useWords()
  const say = useProblemWords()
  const change = useProcessChange()
  const queries = useQueryClient()
  const { workspace } = useSession()
  const today = todayIn(workspace.timeZone)
  const [asOf, setAsOf] = useState<string | null>(today)
  const make = useMutation({
    mutationFn: () => call(makeProcessAudit, { body: { process: process.id, asOf: asOf ?? today } }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['measurement', workspace.id, 'audits'] })
      change({ audit: id })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <div className="flex flex-wrap items-end gap-3 print:hidden">
      <DateField label={t('processes.audits.as-of')} value={asOf} maxValue={today} onChange={setAsOf} />
      <Button variant="primary" isPending={make.isPending} onPress={() => make.mutate()}>
        {t('processes.audits.make')}
      </Button>
    </div>
  )
}
