import type { WinRate } from '../../contract/measurement.ts'
import { outcomeMarks } from './outcomes.ts'

/** All deals as one bar, divided by how they stand. The numbers stand beside it, so it is not read aloud. */
export function ShareBar({ rate }: { rate: WinRate }) {
  const parts = outcomeMarks.map(({ key, colour }) => ({ key, colour, share: rate[key].estimate ?? 0 }))
  return (
    <div aria-hidden className="flex h-3.5 gap-0.5 overflow-hidden rounded-1 bg-sunken">
      {parts
        .filter(({ share }) => share > 0)
        .map(({ key, colour, share }) => (
          <span
            key={key}
            className="h-full print:print-color-exact"
            style={{ width: `${share * 100}%`, background: colour }}
          />
        ))}
    </div>
  )
}
