import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { type ListKind, fieldsOf } from '../../contract/fields.ts'
import { Button, ErrorState, Skeleton, useWords } from '../ui/index.ts'
import { useAddress } from '../shell/places.ts'
import type { CellText } from './cell-text.ts'
import { useGroupName } from './group-heading.tsx'
import { kinds } from './kinds.ts'
import { lineAt, lineCount, type Section } from './sections.ts'
import { keepSearch } from './use-beside.ts'

interface CardsProps {
  readonly kind: ListKind
  readonly label: string
  readonly sections: readonly Section[]
  readonly group: string | undefined
  readonly onFold: (key: string) => void
  readonly text: CellText
}

const cardHeight = 68

/** The list on a phone: a card a row, with what one calls by and where. */
export function Cards({ kind, label, sections, group, onFold, text }: CardsProps) {
  const { t } = useWords()
  const address = useAddress()
  const scroller = useRef<HTMLDivElement>(null)
  const groupName = useGroupName(fieldsOf[kind].find(({ key }) => key === group))
  const virtual = useVirtualizer({
    count: lineCount(sections),
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    overscan: 8,
  })
  const lines = virtual.getVirtualItems()
  const last = lines.at(-1)?.index ?? 0
  useEffect(() => {
    for (const { store, start, length, group: named, isFolded } of sections) {
      const from = start + (named ? 1 : 0)
      if (!isFolded && from <= last + 40) store.need(Math.min(last + 40 - from, Math.max(length - 1, 0)))
    }
  }, [sections, last])
  const fields = kinds[kind].onCard.flatMap((key) => fieldsOf[kind].find((field) => field.key === key) ?? [])
  const error = sections.find(({ rows }) => rows.error !== null)
  if (error) return <ErrorState error={error.rows.error} onRetry={error.store.retry} />
  return (
    <div ref={scroller} className="h-full overflow-y-auto px-3 py-2">
      <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {lines.map(({ index, start }) => {
          const line = lineAt(sections, index)
          if (!line) return null
          const item = line.section.rows.items[line.row]
          const place = { transform: `translateY(${start}px)` }
          if (line.section.group && line.row < 0)
            return (
              <li key={line.section.key} style={place} className="absolute inset-x-0 top-0 flex h-15 items-end pb-2">
                <Button variant="quiet" aria-expanded={!line.section.isFolded} onPress={() => onFold(line.section.key)}>
                  <bdi className="font-semibold text-ink">{groupName(line.section.group)}</bdi>
                  <span className="ms-2 text-ink-3">{t('views.count', { count: line.section.group.count })}</span>
                </Button>
              </li>
            )
          return (
            <li key={item?.id ?? index} style={place} className="absolute inset-x-0 top-0 h-15">
              {item ? (
                <Link
                  to={address(`${kind}/at/${item.id}`)}
                  search={keepSearch}
                  className="card flex h-full min-w-0 flex-col justify-center gap-0.5 px-3"
                >
                  <bdi className="truncate font-medium">{item.name}</bdi>
                  <span className="truncate text-12 text-ink-2">
                    {fields
                      .map((field) => text(item, field))
                      .filter(Boolean)
                      .map((words, at) => (
                        <span key={at}>
                          {at > 0 && ' · '}
                          <bdi>{words}</bdi>
                        </span>
                      ))}
                  </span>
                </Link>
              ) : (
                <Skeleton className="h-full w-full" />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
