import { useState } from 'react'
import { TextField } from '../ui/index.ts'

interface SettledTextProps {
  readonly label: string
  readonly hideLabel?: boolean
  readonly description?: string
  readonly className?: string
  readonly placeholder?: string
  readonly rows?: number
  readonly maxLength?: number
  readonly value: string
  readonly onSettle: (text: string) => void
}

/** Text that is taken over when the field is left, so that what is half typed is nobody's draft; changed elsewhere, it follows. */
export function SettledText({ value, onSettle, ...field }: SettledTextProps) {
  const [typed, setTyped] = useState({ value, text: value })
  const text = typed.value === value ? typed.text : value
  const settle = () => {
    if (text.trim() !== value) onSettle(text.trim())
  }
  return (
    <TextField
      {...field}
      dir="auto"
      value={text}
      onChange={(next) => setTyped({ value, text: next })}
      onBlur={settle}
    />
  )
}
