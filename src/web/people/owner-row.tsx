import { useMutation } from '@tanstack/react-query'
import { Avatar, toast, useProblemWords, useWords } from '../ui/index.ts'
import { Undecided, saveFields } from './edit.ts'
import type { RecordEdit } from './edit.ts'
import { ChoiceRow } from './field-rows.tsx'
import { useMembers } from './members.ts'

interface OwnerRowProps<Row extends { readonly version: number; readonly ownerId: string | null }> {
  readonly edit: RecordEdit<Row, { ownerId?: string | null }>
  readonly name: string | null
  readonly isReadOnly: boolean
}

/** Who of us knows this customer. */
export function OwnerRow<Row extends { readonly version: number; readonly ownerId: string | null }>({
  edit,
  name,
  isReadOnly,
}: OwnerRowProps<Row>) {
  const { t } = useWords()
  const say = useProblemWords()
  const members = useMembers()
  const give = useMutation({
    mutationFn: (ownerId: string | null) => {
      const nameOf = (id: string | null) => members.find((member) => member.id === id)?.name ?? t('people.owner.nobody')
      const theirs = (row: Row) => nameOf(row.ownerId)
      const shown = { fields: ['ownerId'], label: t('people.field.owner'), mine: nameOf(ownerId), theirs }
      return saveFields(edit, { ownerId }, edit.row.version, [shown])
    },
    onError: (error) => error instanceof Undecided || toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <ChoiceRow
      label={t('people.field.owner')}
      value={edit.row.ownerId}
      shown={name && <OwnerName name={name} />}
      options={members}
      nobody={t('people.owner.nobody')}
      onChoose={(id) => give.mutate(id)}
      isReadOnly={isReadOnly}
    />
  )
}

export function OwnerName({ name }: { name: string }) {
  return (
    <span className="flex items-center gap-2">
      <Avatar name={name} size="small" />
      <span className="truncate">
        <bdi>{name}</bdi>
      </span>
    </span>
  )
}
