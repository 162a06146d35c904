import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { Icon } from './button.tsx'

interface SegmentedControlProps<Value extends string> {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: Icon }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** Several views of the same rows, switched in place. */
export function SegmentedControl<Value extends string>({
  label,
  options,
  value,
  onChange,
}: SegmentedControlProps<Value>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value))
        if (chosen) onChange(chosen.value)
      }}
      className="inline-flex max-w-full flex-wrap rounded-2 bg-sunken p-0.5 print:hidden"
    >
      {options.map(({ value: id, label: name, icon: Glyph }) => (
        <ToggleButton
          key={id}
          id={id}
          className="flex min-h-7 cursor-default items-center gap-1.5 rounded-1 px-2.5 font-medium text-ink-2 transition-colors data-hovered:text-ink data-selected:bg-surface data-selected:text-ink data-selected:shadow-card"
        >
          {Glyph && <Glyph size={16} stroke={1.75} />}
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
