import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ProcessDetail } from '../../contract/process.ts'
import {
  type AuditFinding,
  type ProcessAudit,
  replayProcessAudit,
  showProcessAudit,
} from '../../contract/process-audits.ts'
import { call } from '../api.ts'
import { HowToRead } from '../measurement/how-to-read.tsx'
import { DealsBehind } from '../measurement/deals-behind.tsx'
import { useSession } from '../shell/session.ts'
import { Button, ErrorState, Loading, Notice, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { AuditComparison } from './audit-comparison.tsx'
import { AuditFindingCard } from './audit-finding.tsx'
import { useMapSearch } from './map-search.ts'
import { useProcessChange } from './process-query.ts'

/** One audit: what was found, beside the audit before it. */
export function AuditReport({ id, process }: { id: string; process: ProcessDetail }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const change = useProcessChange()
  const audit = useQuery({
    queryKey: ['measurement', workspace.id, 'audit', id],
    queryFn: () => call(showProcessAudit, { params: { id } }),
    // What was found stays what it was.
    staleTime: Infinity,
  })
  return (
    <article className="flex flex-col gap-4">
      <div className="print:hidden">
        <Button
          variant="quiet"
          icon={IconArrowLeft}
          className="rtl:[&_svg]:-scale-x-100"
          onPress={() => change({ audit: undefined, part: undefined })}
        >
          {t('processes.audits.back')}
        </Button>
      </div>
      {audit.isPending && <Loading />}
      {audit.isError && <ErrorState error={audit.error} onRetry={audit.refetch} />}
      {audit.data && <Report audit={audit.data} process={process} />}
    </article>
  )
}

function Report({ audit, process }: { audit: ProcessAudit; process: ProcessDetail }) {
  const { t } = useWords()
  const { day, instant } = useFormats()
  const { findings, map } = audit.report
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="text-18 font-semibold">
          {t('processes.audits.row', { day: day(audit.asOf), number: audit.versionNumber })}
        </h3>
        <p className="text-12 text-ink-2">
          {t('processes.audits.made', { when: instant(audit.madeAt), who: audit.madeBy })} ·{' '}
          {t('insights.n', { n: map.n })}
        </p>
        <Replay id={audit.id} />
      </header>
      <HowToRead rules={['range', 'half', 'chance']} className="-my-2 open:mb-0" />
      {findings.length === 0 && <Notice>{t('processes.audits.nothing')}</Notice>}
      <ol className="grid gap-4 desktop:grid-cols-2">
        {findings.map((finding) => (
          <AuditFindingCard key={keyOf(finding)} finding={finding} audit={audit} process={process} />
        ))}
      </ol>
      {audit.former && <AuditComparison now={audit.report.map} former={audit.former} />}
      <p className="text-12 text-ink-2">
        {t('measurement.method.time_in_stage')} {t('measurement.method.funnel', { days: map.byDay })}
      </p>
      <BehindAudit audit={audit} process={process} />
    </>
  )
}

/** The deals that a number of the audit counts, as they stood on its day. */
function BehindAudit({ audit, process }: { audit: ProcessAudit; process: ProcessDetail }) {
  const { behind } = useMapSearch(process)
  const change = useProcessChange()
  if (behind === null) return null
  return (
    <DealsBehind
      filters={{ process: process.id, as_of: audit.asOf, known_at: audit.madeAt }}
      behind={behind}
      stageName={audit.report.map.stages.find(({ key }) => key === behind.stage)?.name}
      groupName={undefined}
      onClose={() => change({ part: undefined, stage: undefined })}
    />
  )
}

/** The audit worked out once more from the log: whether it comes out the same. */
function Replay({ id }: { id: string }) {
  const { t } = useWords()
  const say = useProblemWords()
  const replay = useMutation({ mutationFn: () => call(replayProcessAudit, { params: { id } }) })
  return (
    <div className="ms-auto flex flex-wrap items-center gap-3 print:hidden">
      <span role="status" className="text-12 text-ink-2">
        {replay.isError && say(replay.error)}
        {replay.data && t(replay.data.isSame ? 'processes.audits.same' : 'processes.audits.differs')}
      </span>
      <Button isPending={replay.isPending} onPress={() => replay.mutate()}>
        {t('processes.audits.replay')}
      </Button>
    </div>
  )
}

function keyOf(finding: AuditFinding): string {
  return 'key' in finding ? `${finding.finding} ${finding.key}` : finding.finding
}
