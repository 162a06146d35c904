import type { CustomOption } from '../../contract/custom-fields.ts'
import { tagColour } from '../people/tags.ts'
import { Dot } from '../ui/index.ts'

/** The dot before an option in a list. */
export function optionDot(colour: CustomOption['colour']) {
  return <Dot colour={tagColour(colour)} />
}

/** An option as it stands in a record: its dot and its name. */
export function OptionMark({ option }: { option: Pick<CustomOption, 'name' | 'colour'> }) {
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1.5 rounded-1 bg-sunken px-1.5 text-12 font-medium text-ink-2">
      {optionDot(option.colour)}
      <bdi className="truncate">{option.name}</bdi>
    </span>
  )
}
