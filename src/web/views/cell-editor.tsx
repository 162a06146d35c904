import { use, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { customDecimals, customLimits } from '../../contract/custom-values.ts'
import type { Field } from '../../contract/fields.ts'
import { useSession } from '../shell/session.ts'
import { currencyDigits, DateField, useWords } from '../ui/index.ts'
import { ChoiceEditor } from './choice-editor.tsx'
import { useFieldName } from './field-words.ts'
import { GridContext } from './grid-context.ts'
import { currencyOf, type Item, valueOf } from './kinds.ts'
import { readNumber } from './read-number.ts'

interface CellEditorProps {
  readonly item: Item
  readonly line: number
  readonly at: number
  readonly field: Field
  /** What was typed to begin with; empty to edit what is there. */
  readonly typed: string
}

/** Edits a cell where it stands: Enter keeps and goes down, Tab keeps and goes on, Esc gives up, leaving keeps. */
export function CellEditor({ item: opened, ...rest }: CellEditorProps) {
  // As it was when it was opened: what others change meanwhile is a matter for the one who saves, not for the one who types.
  const [item] = useState(opened)
  const props = { item, ...rest }
  const { field } = rest
  if (field.type === 'day') return <DayEditor {...props} />
  if (field.type === 'reference' || field.type === 'multi' || field.type === 'yes_no' || field.type === 'choice')
    return <ChoiceEditor item={props.item} field={field} />
  return <TextEditor {...props} />
}

function TextEditor({ item, field, typed }: CellEditorProps) {
  const { locale } = useWords()
  const { acts, kind } = use(GridContext)
  const nameOf = useFieldName(kind)
  const { workspace } = useSession()
  const currency = currencyOf(item, field, workspace.currency)
  const [text, setText] = useState(() => typed || textToEdit(item, field, currency, locale))
  const keep = () => {
    const value = readText(field, text, currency, locale)
    if (value !== undefined && value !== valueOf(item, field.key)) acts.save(item, field, value, null)
  }
  const isNumber = field.type === 'number' || field.type === 'money'
  if (field.custom?.kind === 'long_text')
    return (
      <Editing onKeep={keep}>
        <textarea
          aria-label={nameOf(field.key)}
          value={text}
          rows={6}
          maxLength={customLimits.long_text}
          dir="auto"
          onChange={(event) => setText(event.currentTarget.value)}
          className="absolute start-0 top-0 z-20 w-full min-w-80 resize-y rounded-b-2 border-2 border-accent bg-raised p-1.5 shadow-float outline-none"
        />
      </Editing>
    )
  return (
    <Editing onKeep={keep}>
      <input
        aria-label={nameOf(field.key)}
        value={text}
        maxLength={isNumber ? 30 : mostCharacters(field)}
        inputMode={isNumber ? 'decimal' : undefined}
        dir={isNumber ? 'ltr' : 'auto'}
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => typed === '' && event.currentTarget.select()}
        className={`h-full w-full bg-surface px-2 outline-none ${isNumber ? 'text-end' : ''}`}
      />
    </Editing>
  )
}

function DayEditor({ item, field }: CellEditorProps) {
  const { acts, kind } = use(GridContext)
  const nameOf = useFieldName(kind)
  const before = valueOf(item, field.key)
  const [day, setDay] = useState(typeof before === 'string' ? before : null)
  return (
    <Editing onKeep={() => day !== before && acts.save(item, field, day, null)}>
      <DateField label={nameOf(field.key)} hideLabel value={day} onChange={setDay} className="w-full bg-surface" />
    </Editing>
  )
}

/** Holds the focus while a cell is edited; what floats above it belongs to it. */
function Editing({ onKeep, children }: { onKeep: () => void; children: ReactNode }) {
  const { acts } = use(GridContext)
  const box = useRef<HTMLDivElement>(null)
  const isOver = useRef(false)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input, textarea, [role=spinbutton]')?.focus()
  }, [])
  const end = (isKept: boolean, lines: number, columns: number) => {
    if (isOver.current) return
    isOver.current = true
    if (isKept) onKeep()
    acts.leave(lines, columns)
  }
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.nativeEvent.isComposing || (event.target instanceof HTMLElement && event.target.closest('[role=dialog]')))
      return
    event.stopPropagation()
    // In a longer text a new line is written as everywhere.
    if (event.target instanceof HTMLTextAreaElement && event.key === 'Enter' && event.shiftKey) return
    if (event.key === 'Escape') end(false, 0, 0)
    if (event.key === 'Enter') end(true, event.shiftKey ? -1 : 1, 0)
    if (event.key === 'Tab') end(true, 0, event.shiftKey ? -1 : 1)
    if (['Escape', 'Enter', 'Tab'].includes(event.key)) event.preventDefault()
  }
  const leave = () =>
    setTimeout(() => {
      const now = document.activeElement
      if (!box.current || box.current.contains(now) || now?.closest('[data-trigger]')) return
      if (isOver.current) return
      isOver.current = true
      onKeep()
    })
  return (
    <div
      ref={box}
      onKeyDownCapture={press}
      onBlur={leave}
      className="absolute inset-0 z-10 flex items-center shadow-[inset_0_0_0_2px_var(--accent)]"
    >
      {children}
    </div>
  )
}

/** As many as the field takes. */
function mostCharacters({ custom }: Field): number {
  if (!custom) return 200
  return custom.kind === 'link' ? customLimits.link : customLimits.text
}

function textToEdit(item: Item, field: Field, currency: string, locale: string): string {
  const value = valueOf(item, field.key)
  if (value === null || value === undefined) return ''
  if (field.type === 'number' && !field.custom) return String(value)
  if (field.type !== 'money' && field.type !== 'number') return String(value)
  const digits = field.type === 'money' ? currencyDigits(currency) : 0
  const format = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: digits || customDecimals })
  return format.format(Number(value) / 10 ** digits)
}

/** What was typed, as the contract takes it; undefined where it is no number, so that nothing is lost by a slip. */
export function readText(field: Field, text: string, currency: string, locale: string): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return field.key === 'name' ? undefined : null
  if (field.type !== 'number' && field.type !== 'money') return trimmed
  const number = readNumber(trimmed, locale)
  if (number === null || (number < 0 && !field.custom)) return undefined
  if (field.type === 'money') return Math.round(number * 10 ** currencyDigits(currency))
  return field.custom ? number : Math.round(number)
}
