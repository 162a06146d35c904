import type { Deal } from '../../contract/deals.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { ClosingSection } from '../closing/closing-section.tsx'
import { HandoffSection } from '../handoffs/handoff-section.tsx'
import { AppointmentsSection } from '../appointments/appointments-section.tsx'
import { FilesSection } from '../notes/files-section.tsx'
import { CommissionSection } from '../commission/deal-section.tsx'
import { NotesSection } from '../notes/notes-section.tsx'
import { NurtureSection } from '../nurture/nurture-section.tsx'
import { ObjectionsSection } from '../objections/objections-section.tsx'
import { PromisesSection } from '../outreach/promises-section.tsx'
import { useLog } from '../outreach/use-log.tsx'
import { PlaybookSection } from '../playbooks/playbook-section.tsx'
import { PresentingSections } from '../presenting/presenting-sections.tsx'
import { QualificationSection } from '../qualification/qualification-section.tsx'
import { DealCardsSection } from '../research/deal-cards-section.tsx'
import { useCallSheet } from '../research/use-call-sheet.tsx'
import { Chances } from '../scoring/chances.tsx'
import { useRight } from '../shell/session.ts'
import { CommitteeSection } from './committee.tsx'
import { DealActions } from './deal-actions.tsx'
import { DealFields } from './deal-fields.tsx'
import { useVersion } from './deal-query.ts'
import { GateSection } from './gate-section.tsx'
import { LinesSection } from './lines-section.tsx'
import { NextStepSection } from './next-step.tsx'
import { StagePath } from './stage-path.tsx'
import { Timeline } from './timeline.tsx'
import { useDealCommands } from './use-deal-commands.ts'

interface DealBodyProps {
  readonly deal: Deal
  readonly layout: 'panel' | 'page'
}

/** A deal from top to bottom: where it stands, what is next, what is known, what happened. */
export function DealBody(props: DealBodyProps) {
  const parts = useParts(props)
  return props.layout === 'panel' ? <InPanel {...parts} /> : <OnPage {...parts} />
}

function useParts({ deal, layout }: DealBodyProps) {
  const version = useVersion(deal)
  const mayWork = useRight('deals.work')
  useDealCommands(deal, version?.stages ?? [])
  const isOpen = deal.outcome === 'open'
  return {
    head: <DealHead deal={deal} stages={version?.stages ?? []} isNamed={layout === 'page'} mayWork={mayWork} />,
    next: (
      <>
        {isOpen && <NextStepSection deal={deal} mayWork={mayWork} />}
        <AppointmentsSection deal={deal} mayWork={mayWork} />
      </>
    ),
    qualification: <QualificationSection deal={deal} mayWork={mayWork} />,
    objections: <ObjectionsSection deal={deal} mayWork={mayWork} />,
    presenting: <PresentingSections deal={deal} mayWork={mayWork} />,
    playbook: isOpen && <PlaybookSection deal={deal} stages={version?.stages ?? []} mayWork={mayWork} />,
    promises: <PromisesSection deal={deal} mayWork={mayWork} />,
    closing: <ClosingSection deal={deal} mayWork={mayWork} />,
    nurture: <NurtureSection deal={deal} mayWork={mayWork} />,
    handoff: <HandoffSection deal={deal} mayWork={mayWork} />,
    gate: isOpen && version && <GateSection deal={deal} stages={version.stages} mayWork={mayWork} />,
    fields: <DealFields deal={deal} />,
    cards: <DealCardsSection deal={deal} mayWork={mayWork} />,
    lines: (
      <div className="flex flex-col gap-6">
        <LinesSection deal={deal} mayWork={mayWork} />
        <CommissionSection deal={deal} />
      </div>
    ),
    committee: <CommitteeSection deal={deal} mayWork={mayWork} />,
    chances: <Chances about={{ kind: 'deals', id: deal.id }} name={deal.name} />,
    notes: <NotesSection about={{ kind: 'deal', id: deal.id }} />,
    files: <FilesSection about={{ kind: 'deal', id: deal.id }} of={deal.name} />,
    timeline: <Timeline deal={deal} version={version} />,
  }
}

type Parts = ReturnType<typeof useParts>

/** One below the other, what is next first. */
function InPanel(parts: Parts) {
  return (
    <div className="flex flex-col gap-6">
      {parts.head}
      {parts.next}
      {parts.promises}
      {parts.playbook}
      {parts.objections}
      {parts.nurture}
      {parts.closing}
      {parts.handoff}
      {parts.fields}
      {parts.gate}
      {parts.qualification}
      {parts.presenting}
      {parts.cards}
      {parts.lines}
      {parts.committee}
      {parts.chances}
      {parts.notes}
      {parts.files}
      {parts.timeline}
    </div>
  )
}

/** In two columns; on a phone below each other. */
function OnPage(parts: Parts) {
  return (
    <div className="grid gap-6 desktop:grid-cols-[minmax(0,1fr)_380px]">
      <div className="desktop:col-span-2">{parts.head}</div>
      {/* On a phone the parts stand below each other, what is next first. */}
      <div className="contents desktop:flex desktop:min-w-0 desktop:flex-col desktop:gap-6">
        {parts.next}
        {parts.promises}
        {parts.objections}
        {parts.presenting}
        {parts.nurture}
        {parts.closing}
        <div className="order-1">{parts.cards}</div>
        <div className="order-1">{parts.lines}</div>
        <div className="order-2">{parts.notes}</div>
        <div className="order-3">{parts.timeline}</div>
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        {parts.handoff}
        {parts.playbook}
        {parts.fields}
        {parts.gate}
        {parts.qualification}
        {parts.committee}
        {parts.chances}
        {parts.files}
      </div>
    </div>
  )
}

interface DealHeadProps {
  readonly deal: Deal
  readonly stages: ProcessVersion['stages']
  readonly isNamed: boolean
  readonly mayWork: boolean
}

/** Where it stands, and what can be done. */
function DealHead({ deal, stages, isNamed, mayWork }: DealHeadProps) {
  const log = useLog({ kind: 'deal', deal })
  const prepare = useCallSheet('deals', deal.id)
  return (
    <div className="flex flex-col gap-4">
      <StagePath deal={deal} stages={stages} isNamed={isNamed} />
      {mayWork && (
        <div className="flex flex-wrap items-center gap-2">
          <DealActions deal={deal} />
          {log.button}
          {prepare}
        </div>
      )}
      {log.dialog}
    </div>
  )
}
