import type { Filter } from '../../contract/filters.ts'
import type { SegmentKind } from '../../contract/segments.ts'
import { partsOf, useFilterWords } from '../views/filter-words.ts'
import { useWords } from '../ui/index.ts'

/** The rules of a market in words, one line each. */
export function RuleWords({ kind, filter }: { kind: SegmentKind; filter: Filter }) {
  const { t } = useWords()
  const say = useFilterWords(kind, filter)
  const parts = partsOf(filter)
  if (parts.length === 0) return <p className="text-ink-2">{t('segments.everybody')}</p>
  return (
    <ul className="flex flex-wrap gap-1.5">
      {parts.map((part, at) => (
        // Rules have no names of their own; where one stands is what it is.
        <li key={at} className="rounded-1 bg-sunken px-2 py-0.5 text-12 font-medium text-ink-2">
          {say(part)}
        </li>
      ))}
    </ul>
  )
}
