import { useMembers } from '../people/members.ts'
import { ProcessChoice } from '../process/process-choice.tsx'
import { useSession } from '../shell/session.ts'
import { Avatar, SelectField, useWords } from '../ui/index.ts'
import type { BoardFilters } from './board-query.ts'

interface BoardFilterBarProps {
  readonly filters: BoardFilters
  readonly onChange: (changes: Record<string, string | undefined>) => void
}

const everybody = 'everybody'

/** Whose deals, and of which process where there are several. */
export function BoardFilterBar({ filters, onChange }: BoardFilterBarProps) {
  const { t } = useWords()
  const { member } = useSession()
  const members = useMembers()
  const owners = [
    { id: everybody, label: t('deals.board.everybody') },
    { id: member.id, label: t('deals.board.mine'), mark: <Avatar name={member.name} size="small" /> },
    ...members
      .filter(({ id }) => id !== member.id)
      .map(({ id, name }) => ({ id, label: name, mark: <Avatar name={name} size="small" /> })),
  ]
  return (
    <>
      {members.length > 1 && (
        <SelectField
          label={t('deals.board.owner')}
          hideLabel
          options={owners}
          value={filters.owner ?? everybody}
          onChange={(owner) => onChange({ owner: owner === everybody ? undefined : owner })}
          className="w-44"
        />
      )}
      <ProcessChoice hideLabel value={filters.process} onChange={(process) => onChange({ process })} />
    </>
  )
}
