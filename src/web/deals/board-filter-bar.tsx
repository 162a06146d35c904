import { useMembers } from '../people/members.ts'
import { useSession } from '../shell/session.ts'
import { Avatar, SelectField, useWords } from '../ui/index.ts'
import type { BoardFilters } from './board-query.ts'
import { useProcesses } from './deal-query.ts'

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
  const processes = useProcesses().filter(({ publishedVersionId }) => publishedVersionId !== null)
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
      {processes.length > 1 && (
        <SelectField
          label={t('deals.board.process')}
          hideLabel
          options={processes.map(({ id, name }) => ({ id, label: name }))}
          value={filters.process ?? processes.find(({ isDefault }) => isDefault)?.id ?? null}
          onChange={(process) => onChange({ process })}
          className="w-44"
        />
      )}
    </>
  )
}
