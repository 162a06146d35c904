import type { Deal } from '../../contract/deals.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { FilesSection } from '../notes/files-section.tsx'
import { NotesSection } from '../notes/notes-section.tsx'
import { ObjectionsSection } from '../objections/objections-section.tsx'
import { PromisesSection } from '../outreach/promises-section.tsx'
import { useLog } from '../outreach/use-log.tsx'
import { QualificationSection } from '../qualification/qualification-section.tsx'
import { DealCardsSection } from '../research/deal-cards-section.tsx'
import { useCallSheet } from '../research/use-call-sheet.tsx'
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
export function DealBody({ deal, layout }: DealBodyProps) {
  const version = useVersion(deal)
  const mayWork = useRight('deals.work')
  useDealCommands(deal, version?.stages ?? [])
  const isOpen = deal.outcome === 'open'
  const head = <DealHead deal={deal} stages={version?.stages ?? []} isNamed={layout === 'page'} mayWork={mayWork} />
  const next = isOpen && <NextStepSection deal={deal} mayWork={mayWork} />
  const qualification = <QualificationSection deal={deal} mayWork={mayWork} />
  const objections = <ObjectionsSection deal={deal} mayWork={mayWork} />
  const promises = <PromisesSection deal={deal} mayWork={mayWork} />
  const gate = isOpen && version && <GateSection deal={deal} stages={version.stages} mayWork={mayWork} />
  const fields = <DealFields deal={deal} />
  const cards = <DealCardsSection deal={deal} mayWork={mayWork} />
  const lines = <LinesSection deal={deal} mayWork={mayWork} />
  const committee = <CommitteeSection deal={deal} mayWork={mayWork} />
  const notes = <NotesSection about={{ kind: 'deal', id: deal.id }} />
  const files = <FilesSection about={{ kind: 'deal', id: deal.id }} of={deal.name} />
  const timeline = <Timeline deal={deal} version={version} />
  if (layout === 'panel') {
    return (
      <div className="flex flex-col gap-6">
        {head}
        {next}
        {promises}
        {objections}
        {fields}
        {gate}
        {qualification}
        {cards}
        {lines}
        {committee}
        {notes}
        {files}
        {timeline}
      </div>
    )
  }
  return (
    <div className="grid gap-6 desktop:grid-cols-[minmax(0,1fr)_380px]">
      <div className="desktop:col-span-2">{head}</div>
      {/* On a phone the parts stand below each other, what is next first. */}
      <div className="contents desktop:flex desktop:min-w-0 desktop:flex-col desktop:gap-6">
        {next}
        {promises}
        {objections}
        <div className="order-1">{cards}</div>
        <div className="order-1">{lines}</div>
        <div className="order-2">{notes}</div>
        <div className="order-3">{timeline}</div>
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        {fields}
        {gate}
        {qualification}
        {committee}
        {files}
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
