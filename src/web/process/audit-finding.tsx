import { Link } from '@tanstack/react-router'
import type { ProcessDetail } from '../../contract/process.ts'
import type { AuditFinding, ProcessAudit } from '../../contract/process-audits.ts'
import type { Part } from '../measurement/search.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, buttonClass, useWords } from '../ui/index.ts'
import { useProcessSearchWith } from './process-query.ts'
import { useFindingWords } from './finding-words.ts'
import { PutOnList } from './put-on-list.tsx'
import { useEditing } from './use-editing.ts'

interface FindingProps {
  readonly finding: AuditFinding
  readonly audit: ProcessAudit
  readonly process: ProcessDetail
}

/** What an audit found: a sentence with its numbers, the deals behind them, and what can be done. */
export function AuditFindingCard({ finding, audit, process }: FindingProps) {
  const { t } = useWords()
  const sentences = useFindingWords(audit.report.map.currency)(finding)
  return (
    <li className="card flex break-inside-avoid flex-col gap-2 p-4">
      <h4 className="font-semibold">{t(`processes.audit.title.${finding.finding}`)}</h4>
      {sentences.map((sentence) => (
        <p key={sentence} className="text-pretty">
          {sentence}
        </p>
      ))}
      <div className="mt-auto flex flex-wrap gap-2 pt-1 print:hidden">
        <Actions finding={finding} audit={audit} process={process} />
        <PutFinding finding={finding} audit={audit} process={process} />
      </div>
    </li>
  )
}

/** The finding on the list of improvements, with its numbers. */
function PutFinding({ finding, audit, process }: FindingProps) {
  const { t } = useWords()
  const key = keyOf(finding)
  return (
    <PutOnList
      process={process.id}
      title={t(`improvements.title.${finding.finding}`, {
        stage: 'name' in finding ? finding.name : '',
        to: finding.finding === 'drift' ? finding.to : 0,
      })}
      stage={key ?? null}
      from={{ from: 'finding', auditId: audit.id, finding: finding.finding, ...(key ? { stage: key } : {}) }}
      isOf={(origin) =>
        origin.from === 'finding' && origin.finding.finding === finding.finding && keyOf(origin.finding) === key
      }
    />
  )
}

function keyOf(finding: AuditFinding): string | undefined {
  return 'key' in finding ? finding.key : undefined
}

function Actions({ finding, process }: FindingProps) {
  const { t } = useWords()
  const address = useAddress()
  const searchWith = useProcessSearchWith()
  const mayEdit = useRight('process.edit')
  const { edit, isPending } = useEditing(process)
  if (finding.finding === 'drift')
    return (
      <Link
        to={address('process')}
        search={{ process: process.id, version: finding.to, compare: finding.from }}
        className={buttonClass('plain')}
      >
        {t('processes.audit.do.compare')}
      </Link>
    )
  const behind = behindOf(finding)
  return (
    <>
      <Link to={address('process')} search={searchWith(behind)} resetScroll={false} className={buttonClass('plain')}>
        {t('processes.audit.do.deals')}
      </Link>
      {mayEdit && (
        <Button variant="quiet" isPending={isPending} onPress={() => edit('key' in finding ? finding.key : undefined)}>
          {t('key' in finding ? 'processes.audit.do.stage' : 'processes.edit')}
        </Button>
      )}
    </>
  )
}

type OfDeals = Exclude<AuditFinding, { finding: 'drift' }>

/** Which deals a finding is about. */
function behindOf(finding: OfDeals): { readonly part: Part; readonly stage: string | undefined } {
  switch (finding.finding) {
    case 'leakiest':
      return { part: 'left', stage: finding.key }
    case 'slowest':
    case 'dead':
      return { part: 'in_stage', stage: finding.key }
    case 'effort':
      return { part: 'reached', stage: finding.key }
    case 'adherence':
      return { part: 'dated', stage: undefined }
  }
}
