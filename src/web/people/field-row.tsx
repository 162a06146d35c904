import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Button, Notice, VisuallyHidden, useProblemWords, useWords } from '../ui/index.ts'
import { Undecided, saveFields } from './edit.ts'
import type { RecordEdit } from './edit.ts'

/** What an editor is given: the value under way, and how to hand in the next one. */
export interface Draft<Value> {
  readonly value: Value
  readonly set: (value: Value) => void
  readonly isSaving: boolean
}

interface FieldRowProps<Row extends { readonly version: number }, Changes extends object, Value> {
  readonly label: string
  readonly edit: RecordEdit<Row, Changes>
  readonly read: (row: Row) => Value
  readonly changes: (value: Value) => Changes
  readonly show: (value: Value) => ReactNode
  /** Without it, or without the right, the field is read only. */
  readonly editor?: ((draft: Draft<Value>) => ReactNode) | undefined
}

/** A field of a record, edited where it stands: Enter or leaving it saves, Esc gives up. */
export function FieldRow<Row extends { readonly version: number }, Changes extends object, Value>(
  props: FieldRowProps<Row, Changes, Value>,
) {
  const { label, show, editor } = props
  const { t } = useWords()
  const field = useField(props)
  const shown = show(field.value)
  const place = useFocusBack(field.draft !== null)
  return (
    <div className="grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-center gap-x-2 gap-y-1">
      <dt title={label} className="truncate text-ink-3">
        {label}
      </dt>
      <dd ref={place} className="-ms-2 min-w-0">
        {!editor && <span className="block px-2">{shown || <Nothing />}</span>}
        {editor && !field.draft && (
          <Button
            variant="quiet"
            onPress={field.begin}
            className="w-full min-w-0 justify-start! px-2! text-start font-normal! text-ink!"
          >
            {shown || <Nothing />}
            <VisuallyHidden>{t('people.field.edit', { field: label })}</VisuallyHidden>
          </Button>
        )}
        {editor && field.draft && (
          <Editing onSave={field.save} onCancel={field.cancel}>
            {editor(field.draft)}
          </Editing>
        )}
      </dd>
      {field.problem && (
        <dd className="col-span-2">
          <Notice tone="bad">{field.problem}</Notice>
        </dd>
      )}
    </div>
  )
}

/** Gives the focus back to the value when its editor is gone, unless somebody has moved on already. */
function useFocusBack(isEditing: boolean) {
  const place = useRef<HTMLElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !isEditing && document.activeElement === document.body)
      place.current?.querySelector('button')?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  return place
}

/** Where a value is not known. */
function Nothing() {
  const { t } = useWords()
  return <span className="text-ink-3">{t('people.field.empty')}</span>
}

/** What is typed stays as it is, whatever others change meanwhile, until it is saved or given up. */
function useField<Row extends { readonly version: number }, Changes extends object, Value>({
  label,
  edit,
  read,
  changes,
  show,
}: FieldRowProps<Row, Changes, Value>) {
  const say = useProblemWords()
  const value = read(edit.row)
  const [draft, setDraft] = useState<{ value: Value; before: Value; version: number } | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // A number field hands in its last value in the same event that saves, before this component is drawn again.
  const latest = useRef(draft)
  const put = (next: typeof draft) => {
    latest.current = next
    setDraft(next)
  }
  const send = async (mine: Value, version: number) => {
    const sent = changes(mine)
    const shown = { fields: Object.keys(sent), label, mine: show(mine), theirs: (row: Row) => show(read(row)) }
    setIsSaving(true)
    setProblem(null)
    try {
      await saveFields(edit, sent, version, [shown])
      put(null)
    } catch (error) {
      if (error instanceof Undecided) return
      setProblem(say(error))
      put(null)
    } finally {
      setIsSaving(false)
    }
  }
  return {
    value,
    problem,
    draft: draft && { value: draft.value, isSaving, set: (next: Value) => put({ ...draft, value: next }) },
    begin: () => put({ value, before: value, version: edit.row.version }),
    cancel: () => put(null),
    save: () => {
      const mine = latest.current
      if (!mine || isSaving) return
      if (JSON.stringify(mine.value) === JSON.stringify(mine.before)) put(null)
      else void send(mine.value, mine.version)
    },
  }
}

/** Holds the focus while a value is edited; a calendar or a list that floats above belongs to it. */
function Editing({ onSave, onCancel, children }: { onSave: () => void; onCancel: () => void; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input, textarea, [role=spinbutton]')?.focus()
  }, [])
  const leave = () =>
    setTimeout(() => {
      const now = document.activeElement
      if (box.current && !box.current.contains(now) && !now?.closest('[data-trigger]')) onSave()
    })
  // On the way down: a number field keeps Enter to itself, once it has read what was typed. A floating calendar's keys are its own.
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const { target } = event
    if (!(target instanceof HTMLElement) || !box.current?.contains(target)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onCancel()
    }
    // In a longer text a new line is written as everywhere.
    if (event.shiftKey && target.tagName === 'TEXTAREA') return
    if (event.key === 'Enter' && target.tagName !== 'BUTTON' && !event.nativeEvent.isComposing) setTimeout(onSave)
  }
  return (
    <div ref={box} role="group" onBlur={leave} onKeyDownCapture={press} className="ms-2">
      {children}
    </div>
  )
}
