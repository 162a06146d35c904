import { FilesSection } from '../notes/files-section.tsx'
import { Section } from '../deals/section.tsx'
import { useLog } from '../outreach/use-log.tsx'
import { Chances } from '../scoring/chances.tsx'
import { DossierSection } from '../research/dossier-section.tsx'
import { useCallSheet } from '../research/use-call-sheet.tsx'
import { SequencesSection } from '../sequences/sequences-section.tsx'
import { WayRow } from '../visits/way-row.tsx'
import { Skeleton, useWords } from '../ui/index.ts'
import { ColleaguesSection } from './colleagues-section.tsx'
import { CustomerFields } from './customer-fields.tsx'
import { CustomerHead } from './customer-head.tsx'
import { customerLists } from './customer-query.ts'
import type { FoundCustomer } from './customer-query.ts'
import { CustomerTimeline } from './customer-timeline.tsx'
import { CyclesSection } from './cycles.tsx'
import { FamilySection } from './family-section.tsx'
import { PositionsSection } from './positions-section.tsx'

interface CustomerBodyProps {
  readonly found: FoundCustomer
  readonly layout: 'panel' | 'page'
}

/** A customer from top to bottom: what matters now, what is known, whom they are with, every cycle, all that happened. */
export function CustomerBody({ found, layout }: CustomerBodyProps) {
  const { head, fields, dossier, others, chances, files, cycles, story } = useParts(found)
  if (layout === 'panel') {
    return (
      <div className="flex flex-col gap-6">
        {head}
        {fields}
        {dossier}
        {others}
        {chances}
        {cycles}
        {files}
        {story}
      </div>
    )
  }
  return (
    <div className="grid grid-cols-1 gap-6 desktop:grid-cols-[minmax(0,1fr)_380px]">
      {/* On a phone the parts stand below each other, what matters now first. */}
      <div className="contents desktop:flex desktop:min-w-0 desktop:flex-col desktop:gap-6">
        {head}
        <div className="order-1 min-w-0">{cycles}</div>
        <div className="order-2 min-w-0">{story}</div>
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        {fields}
        {dossier}
        {others}
        {chances}
        {files}
      </div>
    </div>
  )
}

function useParts(found: FoundCustomer) {
  const { t } = useWords()
  const { kind, row } = found
  const { id, name } = row
  return {
    head: <Head found={found} />,
    fields: (
      <Section title={t('people.fields.title')} label={t('people.fields.of', { name })}>
        <CustomerFields found={found} />
      </Section>
    ),
    dossier: <DossierSection of={{ kind, id, name }} />,
    others: <Others found={found} />,
    chances: <Chances about={{ kind: customerLists[kind], id }} name={name} />,
    files: <FilesSection about={{ kind, id }} of={name} />,
    cycles: <CyclesSection kind={kind} id={id} />,
    story: <CustomerTimeline kind={kind} id={id} />,
  }
}

function Head({ found }: { found: FoundCustomer }) {
  const { kind, row } = found
  const of = { kind, id: row.id, name: row.name }
  const log = useLog(of)
  const prepare = useCallSheet(customerLists[kind], row.id)
  return (
    <>
      <CustomerHead
        found={found}
        actions={
          <>
            {log.button}
            {prepare}
          </>
        }
      />
      <WayRow of={of} />
      {log.dialog}
    </>
  )
}

/** Whom a customer is with, and the sequences that they are in. */
function Others({ found: { kind, row } }: { found: FoundCustomer }) {
  if (kind === 'household') return null
  return (
    <>
      {kind === 'person' && <PositionsSection personId={row.id} />}
      {kind === 'company' && <ColleaguesSection company={row} />}
      {kind === 'company' && <FamilySection company={row} />}
      <SequencesSection of={{ kind, id: row.id, name: row.name }} />
    </>
  )
}

export function WaitingCustomer() {
  const { t } = useWords()
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t('ui.loading')}</span>
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-1/2', 'w-3/5'].map((width, index) => (
        <Skeleton key={index} className={`h-6 ${width}`} />
      ))}
    </div>
  )
}
