import type { Money as MoneyValue } from '../../contract/primitives.ts'
import { useFormats } from './formats.ts'

// <bdi> keeps a number whole inside a sentence of the other direction: "‎-12 %" must not become "12- %" in Hebrew.

interface MoneyProps {
  readonly value: MoneyValue
  readonly compact?: boolean
  /** With decimals also where it is whole: amounts of a column that are summed up stand under each other. */
  readonly exact?: boolean
}

export function Money({ value, compact = false, exact = false }: MoneyProps) {
  const { money } = useFormats()
  return <bdi>{money(value, compact ? 'compact' : exact ? 'exact' : 'full')}</bdi>
}

export function Amount({ value, digits }: { value: number; digits?: number }) {
  const { number } = useFormats()
  return <bdi>{number(value, digits)}</bdi>
}

export function Percent({ value, digits }: { value: number; digits?: number }) {
  const { percent } = useFormats()
  return <bdi>{percent(value, digits)}</bdi>
}

export function Day({ value, style }: { value: string; style?: 'short' | 'long' | 'monthDay' }) {
  const { day } = useFormats()
  return (
    <time dateTime={value}>
      <bdi>{day(value, style)}</bdi>
    </time>
  )
}

/** "3 days ago", with the exact time as its title. */
export function Ago({ value, timeZone }: { value: string; timeZone?: string }) {
  const { relative, instant } = useFormats()
  return (
    <time dateTime={value} title={instant(value, timeZone)}>
      <bdi>{relative(value)}</bdi>
    </time>
  )
}
