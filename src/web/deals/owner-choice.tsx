import { useMembers } from '../people/members.ts'
import { useSession } from '../shell/session.ts'
import { Avatar, SelectField, useWords } from '../ui/index.ts'

interface OwnerChoiceProps {
  /** A member's id, or `everybody`. */
  readonly value: string
  readonly onChange: (owner: string) => void
}

export const everybody = 'everybody'

/** Whose deals; nothing to choose where one works alone. */
export function OwnerChoice({ value, onChange }: OwnerChoiceProps) {
  const { t } = useWords()
  const { member } = useSession()
  const members = useMembers()
  if (members.length < 2) return null
  const owners = [
    { id: everybody, label: t('deals.board.everybody') },
    { id: member.id, label: t('deals.board.mine'), mark: <Avatar name={member.name} size="small" /> },
    ...members
      .filter(({ id }) => id !== member.id)
      .map(({ id, name }) => ({ id, label: name, mark: <Avatar name={name} size="small" /> })),
  ]
  return (
    <SelectField
      label={t('deals.board.owner')}
      hideLabel
      options={owners}
      value={value}
      onChange={(owner) => onChange(owner ?? everybody)}
      className="w-44"
    />
  )
}
