import type { Deal } from '../../contract/deals.ts'
import { SelectField, useWords } from '../ui/index.ts'

const none = 'none'

/** The people of the buyer that a deal knows. */
export function peopleOf({ stakeholders }: Deal): readonly { readonly id: string; readonly name: string }[] {
  return stakeholders.map(({ personId, name }) => ({ id: personId, name }))
}

interface PersonChoiceProps {
  readonly deal: Deal
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** One of the buying committee, or nobody in particular; nothing where there is no committee. */
export function PersonChoice({ deal, label, value, onChange }: PersonChoiceProps) {
  const { t } = useWords()
  const people = peopleOf(deal)
  if (people.length === 0) return null
  return (
    <SelectField
      label={label}
      options={[
        { id: none, label: t('presenting.person.none') },
        ...people.map(({ id, name }) => ({ id, label: name })),
      ]}
      value={value ?? none}
      onChange={(id) => onChange(id === none ? null : id)}
    />
  )
}
