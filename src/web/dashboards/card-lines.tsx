import type { ReactNode } from 'react'
import { Beneath } from '../charts/index.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useWords } from '../ui/index.ts'

export interface CardLine {
  readonly key: string
  readonly name: string
  /** Beneath the name: of how many. */
  readonly note?: ReactNode
  readonly text: string
  readonly bounds?: string
}

interface CardLinesProps {
  readonly label: string
  /** Above the lines; the label unless said. */
  readonly title?: ReactNode
  readonly lines: readonly CardLine[]
  /** Whether the order says something. */
  readonly isRanked?: boolean
}

/** More do not fit into a card. */
const mostShown = 8

/** A few numbers of a figure below each other, each with how sure it is. */
export function CardLines({ label, title = label, lines, isRanked = false }: CardLinesProps) {
  const { t } = useWords()
  if (lines.length === 0) return null
  const List = isRanked ? 'ol' : 'ul'
  return (
    <div>
      <p className="flex items-baseline justify-between gap-3 text-12 text-ink-2">
        <span>{title}</span>
        {lines.some(({ bounds }) => bounds) && (
          <span className="shrink-0 whitespace-nowrap">{t('insights.compare.bounds')}</span>
        )}
      </p>
      <List aria-label={label}>
        {lines.slice(0, mostShown).map(({ key, name, note, text, bounds }) => (
          <li key={key} className="flex items-baseline gap-3 border-b border-line py-1 last:border-b-0">
            <span className="min-w-0 flex-1">
              <bdi className="[overflow-wrap:anywhere]">{name}</bdi>
              {note && <span className="block text-11 text-ink-2">{note}</span>}
            </span>
            <span className="text-end">
              <bdi>{text}</bdi>
              <Beneath>{bounds}</Beneath>
            </span>
          </li>
        ))}
      </List>
      {lines.length > mostShown && (
        <p className="mt-1 text-12 text-ink-2">{t('insights.compare.more', { count: lines.length - mostShown })}</p>
      )}
    </div>
  )
}

interface Share {
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A share, and how sure it is, as lines have them. */
export function useShareLine(): (of: Share) => Pick<CardLine, 'text' | 'bounds'> {
  const { t } = useWords()
  const { share, shareRange } = useEstimateWords()
  return (of) => ({
    text: share(of.estimate),
    bounds: shareRange({ ...of, value: of.estimate }) || (of.estimate === null ? '' : t('insights.range.none')),
  })
}
