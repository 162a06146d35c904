import { Checkbox } from '../ui/index.ts'

interface MembersProps {
  readonly label: string
  readonly members: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (ids: string[]) => void
}

/** Some of the colleagues. */
export function MembersChoice({ label, members, chosen, onChange }: MembersProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-12 font-medium text-ink-2">{label}</legend>
      <div className="grid max-h-40 gap-x-4 gap-y-1 overflow-y-auto tablet:grid-cols-2">
        {members.map(({ id, name }) => (
          <Checkbox
            key={id}
            isSelected={chosen.includes(id)}
            onChange={(isChosen) => onChange(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))}
          >
            <bdi>{name}</bdi>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
