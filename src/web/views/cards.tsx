import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { Button, ErrorState, Skeleton, cx, useWords } from '../ui/index.ts'
import { useAddress } from '../shell/places.ts'
import type { CellText } from './cell-text.ts'
import { useFields } from './fields.ts'
import { useGroupName } from './group-heading.tsx'
import { type Item, kinds } from './kinds.ts'
import { lineAt, lineCount, type Section } from './sections.ts'
import { keepSearch } from './use-beside.ts'
import { useNeeded } from './use-needed.ts'

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
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- what it answers with is used here and nowhere memoised.
  const virtual = useVirtualizer({
    count: lineCount(sections),
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    overscan: 8,
  })
  const lines = virtual.getVirtualItems()
  useNeeded(sections, lines.at(0)?.index ?? 0, lines.at(-1)?.index ?? 0)
  const error = sections.find(({ rows }) => rows.error !== null)
  if (error) return <ErrorState error={error.rows.error} onRetry={error.store.retry} />
  return (
    <div ref={scroller} className="h-full overflow-y-auto px-3 py-2">
      <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {lines.map(({ index, start }) => {
          const line = lineAt(sections, index)
          if (!line) return null
          const isHeading = line.section.group !== null && line.row < 0
          const item = line.section.rows.items[line.row]
          return (
            <li
              key={isHeading ? line.section.key : (item?.id ?? index)}
              style={{ transform: `translateY(${start}px)` }}
              className={cx('absolute inset-x-0 top-0 h-15', isHeading && 'flex items-end pb-2')}
            >
              {isHeading && <GroupButton kind={kind} section={line.section} by={group} onFold={onFold} />}
              {!isHeading && (item ? <Card kind={kind} item={item} text={text} /> : <Skeleton className="h-full" />)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Card({ kind, item, text }: { kind: ListKind; item: Item; text: CellText }) {
  const address = useAddress()
  const fields = useFields(kind)
  const words = kinds[kind].onCard.flatMap((key) => {
    const field = fields.find((each) => each.key === key)
    const said = field ? text(item, field) : ''
    return said === '' ? [] : [{ key, said }]
  })
  return (
    <Link
      to={address(`${kind}/at/${item.id}`)}
      search={keepSearch}
      className="card flex h-full min-w-0 flex-col justify-center gap-0.5 px-3"
    >
      <bdi className="max-w-full self-start truncate font-medium">{item.name}</bdi>
      <span className="truncate text-12 text-ink-2">
        {words.map(({ key, said }, at) => (
          <span key={key}>
            {at > 0 && ' · '}
            <bdi>{said}</bdi>
          </span>
        ))}
      </span>
    </Link>
  )
}

interface GroupButtonProps {
  readonly kind: ListKind
  readonly section: Section
  readonly by: string | undefined
  readonly onFold: (key: string) => void
}

function GroupButton({ kind, section: { key, group, isFolded }, by, onFold }: GroupButtonProps) {
  const { t } = useWords()
  const groupName = useGroupName(useFields(kind).find((field) => field.key === by))
  if (!group) return null
  return (
    <Button variant="quiet" aria-expanded={!isFolded} onPress={() => onFold(key)}>
      <bdi className="font-semibold text-ink">{groupName(group)}</bdi>
      <span className="ms-2 text-ink-3">{t('views.count', { count: group.count })}</span>
    </Button>
  )
}
