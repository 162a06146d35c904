import { use, useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { createPortal } from 'react-dom'
import type { Field } from '../../contract/fields.ts'
import { me } from '../../contract/filters.ts'
import { cx, useWords } from '../ui/index.ts'
import type { Option } from '../ui/index.ts'
import { useChoices } from './choices.ts'
import { useFieldName } from './field-words.ts'
import { GridContext } from './grid-context.ts'
import { type Item, labelOf, valueOf } from './kinds.ts'

const most = 60

/** Chooses the value of a cell from a list under it: type to narrow it, arrows and Enter choose, Esc gives up. */
export function ChoiceEditor({ item, field }: { item: Item; field: Field }) {
  const { t } = useWords()
  const { acts, kind, text } = use(GridContext)
  const input = useRef<HTMLInputElement>(null)
  const place = usePlace(input)
  const listId = useId()
  const choice = useChoice(item, field)
  const name = useFieldName(kind)(field.key)
  const { options, at } = choice
  return (
    <div className="absolute inset-0 z-10 flex items-center bg-surface shadow-[inset_0_0_0_2px_var(--accent)]">
      <input
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={options[at] ? `${listId}-${at}` : undefined}
        aria-label={name}
        value={choice.typed}
        placeholder={labelOf(item, field.key) || (field.custom && text(item, field)) || t('views.value.search')}
        onChange={(event) => choice.type(event.currentTarget.value)}
        onKeyDown={choice.press}
        onBlur={() => acts.leave(0, 0)}
        className="h-full w-full bg-transparent px-2 outline-none"
      />
      {place &&
        createPortal(
          <Options id={listId} name={name} place={place} isMulti={field.type === 'multi'} choice={choice} />,
          document.body,
        )}
    </div>
  )
}

interface Choice {
  readonly typed: string
  readonly type: (text: string) => void
  readonly options: readonly Option[]
  /** The option that Enter takes. */
  readonly at: number
  readonly isChosen: (id: string) => boolean
  readonly choose: (option: Option) => void
  readonly press: (event: KeyboardEvent) => void
}

function useChoice(item: Item, field: Field): Choice {
  const { acts } = use(GridContext)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const current = valueOf(item, field.key)
  const isMulti = field.type === 'multi'
  const [chosen, setChosen] = useState<readonly string[]>(Array.isArray(current) ? current.map(String) : [])
  const options = useOptions(field, typed)
  const isChosen = (id: string) => (isMulti ? chosen.includes(id) : id === String(current ?? ''))
  const keep = (option: Option | undefined, lines: number, columns: number) => {
    if (isMulti) acts.save(item, field, chosen, null)
    else if (option) acts.save(item, field, meant(field, option.id), option.id === '' ? null : option.label)
    acts.leave(lines, columns)
  }
  const choose = (option: Option) => {
    if (!isMulti) return keep(option, 0, 0)
    setChosen(isChosen(option.id) ? chosen.filter((id) => id !== option.id) : [...chosen, option.id])
    setTyped('')
  }
  const press = (event: KeyboardEvent) => {
    event.stopPropagation()
    const option = options[at]
    const picks = isMulti && option && (event.key === ' ' ? typed === '' : typed !== '')
    const acted: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setAt(Math.min(at + 1, options.length - 1)),
      ArrowUp: () => setAt(Math.max(at - 1, 0)),
      Escape: () => acts.leave(0, 0),
      Enter: () => (picks ? choose(option) : keep(option, 1, 0)),
      Tab: () => keep(undefined, 0, event.shiftKey ? -1 : 1),
      ...(picks ? { ' ': () => choose(option) } : {}),
    }
    const act = acted[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const type = (text: string) => {
    setTyped(text)
    setAt(0)
  }
  return { typed, type, options, at, isChosen, choose, press }
}

interface OptionsProps {
  readonly id: string
  readonly name: string
  readonly place: Place
  readonly isMulti: boolean
  readonly choice: Choice
}

function Options({ id, name, place, isMulti, choice: { options, at, isChosen, choose } }: OptionsProps) {
  const { t } = useWords()
  return (
    <div
      id={id}
      role="listbox"
      aria-label={name}
      aria-multiselectable={isMulti}
      style={place}
      className="fixed z-30 max-h-72 min-w-52 overflow-auto rounded-3 bg-raised p-1 shadow-float"
    >
      {options.map((option, index) => (
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={isChosen(option.id)}
          // Before the field loses the focus, which ends the editing.
          onPointerDown={(event) => {
            event.preventDefault()
            choose(option)
          }}
          className={cx(
            'flex min-h-8 cursor-default items-center gap-2 rounded-2 px-2',
            index === at && 'bg-sunken',
            isChosen(option.id) && 'font-medium text-accent',
          )}
        >
          {option.mark}
          <bdi className="truncate">{option.label}</bdi>
        </div>
      ))}
      {options.length === 0 && (
        <div role="option" tabIndex={-1} aria-selected={false} className="px-2 py-1.5 text-ink-3">
          {t('ui.list.empty')}
        </div>
      )}
    </div>
  )
}

function useOptions(field: Field, typed: string): readonly Option[] {
  const { t } = useWords()
  const { kind } = use(GridContext)
  const known = useChoices(kind, field, typed).filter(({ id }) => id !== me)
  const found =
    field.type === 'yes_no'
      ? ['true', 'false'].map((id): Option => ({ id, label: t('views.yes-no', { value: id }) }))
      : known
  const wanted = typed.trim().toLocaleLowerCase()
  const narrowed = wanted === '' ? found : found.filter(({ label }) => label.toLocaleLowerCase().includes(wanted))
  const isClearable = (field.type === 'reference' || (field.custom && field.type !== 'multi')) && wanted === ''
  return [
    ...(isClearable
      ? [{ id: '', label: t(field.type === 'reference' ? 'views.value.nobody' : 'views.value.nothing') }]
      : []),
    ...narrowed,
  ].slice(0, most)
}

/** The value of the contract behind an option. */
function meant(field: Field, id: string): unknown {
  if (field.type === 'yes_no') return id === 'true'
  return id === '' ? null : id
}

interface Place {
  readonly left: number
  readonly top?: number
  readonly bottom?: number
  readonly width: number
}

/** Under the cell, or above it where there is no room below. */
function usePlace(input: React.RefObject<HTMLInputElement | null>): Place | null {
  const [place, setPlace] = useState<Place | null>(null)
  useEffect(() => {
    const box = input.current?.getBoundingClientRect()
    input.current?.focus({ preventScroll: true })
    if (!box) return
    const side = { left: Math.min(box.left, window.innerWidth - 220), width: Math.max(box.width, 208) }
    const isLow = box.bottom > window.innerHeight - 300
    setPlace(isLow ? { ...side, bottom: window.innerHeight - box.top + 4 } : { ...side, top: box.bottom + 4 })
  }, [input])
  return place
}
