import { useState } from 'react'
import { useWholeMoney } from '../forecast/whole-money.ts'
import { MoneyField, toast, useProblemWords } from '../ui/index.ts'

interface AmountCellProps {
  readonly minor: number
  readonly currency: string
  readonly label: string
  readonly onSave: ((minor: number) => Promise<unknown>) | undefined
}

/** An amount that is edited where it stands: Enter keeps it, Escape leaves it. */
export function AmountCell({ minor, currency, label, onSave }: AmountCellProps) {
  const [isEditing, setIsEditing] = useState(false)
  const words = useProblemWords()
  // Months share a year to the cent; nobody reads the cents of a quota. Who edits it sees them.
  const shown = useWholeMoney(currency)(minor)
  if (!onSave) {
    return <bdi className="px-1.5 whitespace-nowrap tabular-nums">{shown}</bdi>
  }
  if (!isEditing) {
    return (
      <button
        type="button"
        aria-label={label}
        onClick={() => setIsEditing(true)}
        className="min-h-7 rounded-1 px-1.5 whitespace-nowrap tabular-nums hover:bg-accent-soft focus-visible:bg-accent-soft"
      >
        <bdi>{shown}</bdi>
      </button>
    )
  }
  const save = (next: number | null) => {
    setIsEditing(false)
    if (next === null || next === minor) return
    onSave(next).catch((error: unknown) => toast({ text: words(error), tone: 'bad' }))
  }
  return (
    <div
      role="group"
      aria-label={label}
      ref={(element) => element?.querySelector('input')?.select()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setIsEditing(false)
        // The field tells what was typed first.
        if (event.key === 'Enter') setTimeout(() => setIsEditing(false))
      }}
      onBlur={() => setTimeout(() => setIsEditing(false))}
    >
      <MoneyField
        label={label}
        hideLabel
        name="amount"
        currency={currency}
        defaultValue={minor}
        onChange={save}
        className="ms-auto w-28"
      />
    </div>
  )
}
