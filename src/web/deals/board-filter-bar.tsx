import { ProcessChoice } from '../process/process-choice.tsx'
import type { BoardFilters } from './board-query.ts'
import { OwnerChoice, everybody } from './owner-choice.tsx'

interface BoardFilterBarProps {
  readonly filters: BoardFilters
  readonly onChange: (changes: Record<string, string | undefined>) => void
}

/** Whose deals, and of which process where there are several. */
export function BoardFilterBar({ filters, onChange }: BoardFilterBarProps) {
  return (
    <>
      <OwnerChoice
        value={filters.owner ?? everybody}
        onChange={(owner) => onChange({ owner: owner === everybody ? undefined : owner })}
      />
      <ProcessChoice hideLabel value={filters.process} onChange={(process) => onChange({ process })} />
    </>
  )
}
