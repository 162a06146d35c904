import { useEffect, useId } from 'react'
import { cx } from '../ui/cx.ts'
import { useProblemWords } from '../ui/problem.tsx'
import { useWords } from '../words/language.tsx'
import { RowContent } from './row.tsx'
import type { Row, Section } from './rows.ts'

export const listId = 'palette-list'

/** The id of a row's element, for `aria-activedescendant`. */
export function optionId(key: string): string {
  return `palette-${key}`
}

interface PaletteListProps {
  readonly sections: readonly Section[]
  readonly active: Row | null
  readonly text: string
  readonly isCurrent: boolean
  /** Nothing was found, whatever else is offered. */
  readonly isEmpty: boolean
  readonly error: unknown
  readonly onPoint: (row: Row) => void
  readonly onChoose: (row: Row, asPage: boolean) => void
}

/** The rows of the palette, by sections. What stood there stays until the next answer has come. */
export function PaletteList({ sections, active, text, isCurrent, isEmpty, error, ...acts }: PaletteListProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0)
  const isNothing = isCurrent && isEmpty && text !== ''
  useEffect(() => {
    if (active) document.getElementById(optionId(active.key))?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div className="min-h-0 flex-1 overflow-auto overscroll-contain tablet:max-h-[56vh]">
      <p role="status" className="sr-only">
        {isCurrent && (isNothing ? t('search.nothing', { text }) : t('search.count', { count }))}
      </p>
      {error !== null && <p className="px-4 pt-3 text-bad">{say(error)}</p>}
      {isNothing && error === null && (
        <div className="px-4 pt-4 pb-2" aria-hidden>
          <p className="font-medium wrap-anywhere">{t('search.nothing', { text })}</p>
          <p className="text-ink-3">{t('search.nothing.hint')}</p>
        </div>
      )}
      {/* A list without rows is no list: aria wants one to be chosen from. */}
      <div id={listId} role="listbox" aria-label={t('shell.command')} tabIndex={-1} className="p-1.5 outline-none">
        {sections.map((section) => (
          <SectionRows key={section.id} section={section} active={active} {...acts} />
        ))}
      </div>
    </div>
  )
}

function SectionRows({
  section,
  active,
  onPoint,
  onChoose,
}: Pick<PaletteListProps, 'active' | 'onPoint' | 'onChoose'> & { section: Section }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className="px-2.5 pt-2.5 pb-1 text-12 font-medium text-ink-3">
        {section.title}
      </div>
      {section.rows.map((row) => (
        // The keyboard acts on the field above, which names the active row.
        <button
          type="button"
          tabIndex={-1}
          key={row.key}
          id={optionId(row.key)}
          role="option"
          aria-selected={row === active}
          onMouseMove={() => row !== active && onPoint(row)}
          onClick={({ shiftKey }) => onChoose(row, shiftKey)}
          className={cx(
            'flex min-h-9 w-full cursor-default items-center gap-3 text-start rounded-2 px-2.5 py-1 max-tablet:min-h-11',
            row === active && 'bg-sunken',
          )}
        >
          <RowContent row={row} />
        </button>
      ))}
    </div>
  )
}
