import { Link } from '@tanstack/react-router'
import { useAddress } from '../shell/places.ts'
import { cx, useCurrentInView, useWords } from '../ui/index.ts'
import { nothingOpen, sections, useChangedSearch } from './search.ts'
import type { Section } from './search.ts'

/** The parts of the insights. Each has an address of its own; the filters go along. */
export function SectionLinks({ current }: { current: Section }) {
  const { t } = useWords()
  const address = useAddress()
  const changed = useChangedSearch()
  const strip = useCurrentInView<HTMLElement>(current)
  return (
    <nav
      ref={strip}
      aria-label={t('insights.sections')}
      className="mb-4 flex gap-5 overflow-x-auto border-b border-line print:hidden"
    >
      {sections.map((section) => (
        <Link
          key={section}
          to={address('insights')}
          search={changed({ ...nothingOpen, section: section === 'overview' ? undefined : section })}
          activeOptions={{ exact: true }}
          aria-current={section === current ? 'page' : undefined}
          className={cx(
            '-mb-px border-b-2 py-2 font-medium whitespace-nowrap',
            section === current ? 'border-accent text-ink' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {t(`insights.section.${section}`)}
        </Link>
      ))}
    </nav>
  )
}
