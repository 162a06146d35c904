import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { useEffect, useRef, useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import type { Filter } from '../../contract/filters.ts'
import { Button, Chip, useShortcut, useWords } from '../ui/index.ts'
import { FilterDialog } from './filter-dialog.tsx'
import { partsOf, useFilterWords } from './filter-words.ts'

interface FilterBarProps {
  readonly kind: ListKind
  readonly filter: Filter | undefined
  readonly q: string | undefined
  readonly onFilter: (filter: Filter | undefined) => void
  readonly onSearch: (q: string) => void
}

/** The search in names, and the filter in plain words: each part can be taken away, all of it rebuilt. */
export function FilterBar({ kind, filter, q, onFilter, onSearch }: FilterBarProps) {
  const { t } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const say = useFilterWords(kind, filter)
  const parts = partsOf(filter)
  const remove = (at: number) => {
    const rest = parts.filter((_, index) => index !== at)
    onFilter(rest.length > 0 ? { and: rest } : undefined)
  }
  return (
    <search aria-label={t('views.filter.bar')} className="contents print:hidden">
      <SearchField q={q} onSearch={onSearch} />
      <Button icon={IconFilter} onPress={() => setIsOpen(true)}>
        {t('views.filter')}
      </Button>
      {parts.map((part, at) => (
        // Parts have no names of their own; where one stands is what it is.
        <Chip key={at} onRemove={() => remove(at)}>
          {say(part)}
        </Chip>
      ))}
      {isOpen && <FilterDialog kind={kind} filter={filter} onClose={() => setIsOpen(false)} onApply={onFilter} />}
    </search>
  )
}

const pauseMilliseconds = 200

function SearchField({ q, onSearch }: { q: string | undefined; onSearch: (q: string) => void }) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(q ?? '')
  useShortcut({ keys: '/', label: t('views.key.search'), run: () => input.current?.focus() })
  useEffect(() => setText(q ?? ''), [q])
  useEffect(() => {
    if (text.trim() === (q ?? '')) return
    const timer = setTimeout(() => onSearch(text.trim()), pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [text]) // eslint-disable-line
  return (
    <label className="control flex w-28 grow items-center gap-1.5 ps-2.5 tablet:w-48 tablet:grow-0">
      <IconSearch size={16} className="shrink-0 text-ink-3" />
      <span className="sr-only">{t('views.search')}</span>
      <input
        ref={input}
        type="search"
        dir="auto"
        value={text}
        maxLength={100}
        placeholder={t('views.search')}
        onChange={(event) => setText(event.currentTarget.value)}
        className="min-w-0 flex-1 bg-transparent py-1.25 outline-none"
      />
    </label>
  )
}
