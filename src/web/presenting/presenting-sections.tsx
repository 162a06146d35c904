import type { Deal } from '../../contract/deals.ts'
import { NeedsSection } from './needs-section.tsx'
import { PresentationsSection } from './presentations-section.tsx'

/** What the buyer needs, was shown, and tries. */
export function PresentingSections(props: { deal: Deal; mayWork: boolean }) {
  return (
    <>
      <NeedsSection {...props} />
      <PresentationsSection {...props} />
    </>
  )
}
