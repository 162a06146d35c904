import { Link } from '@tanstack/react-router'
import type { WeeklySummary } from '../../contract/summaries.ts'
import { summarySections } from '../../words/summary-sections.ts'
import type { Piece } from '../../words/summary-sections.ts'
import { useAddress } from '../shell/places.ts'
import { EmptyState, useFormats, useWords } from '../ui/index.ts'

/** A week in numbers, in the words of the mail; every number leads to what it is made of. */
export function SummarySections({ summary, known }: { summary: WeeklySummary; known: string | undefined }) {
  const { t } = useWords()
  const formats = useFormats()
  const sections = summarySections(summary, t, formats, known)
  if (sections.length === 0) return <EmptyState>{t('summary.empty')}</EmptyState>
  return sections.map(({ code, title, lines }) => (
    <section key={code} aria-labelledby={`summary-${code}`} className="break-inside-avoid">
      <h2 id={`summary-${code}`} className="mb-2 text-18 font-semibold">
        {title}
      </h2>
      <ul className="flex flex-col gap-1.5">
        {lines.map((line) => (
          <li key={line.map(({ text }) => text).join()} className="flex flex-wrap gap-x-3 gap-y-0.5">
            {line.map((piece) => (
              <Said key={piece.text} piece={piece} isAlone={line.length === 1} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  ))
}

function Said({ piece: { text, place }, isAlone }: { piece: Piece; isAlone: boolean }) {
  const address = useAddress()
  if (!place) return <bdi className={isAlone ? '' : 'text-ink-2'}>{text}</bdi>
  return (
    <Link
      to={address(place.path)}
      search={place.search}
      {...(place.hash ? { hash: place.hash } : {})}
      className="font-medium underline decoration-line-strong decoration-dotted underline-offset-4 transition-colors hover:text-accent hover:decoration-accent print:no-underline"
    >
      <bdi>{text}</bdi>
    </Link>
  )
}
