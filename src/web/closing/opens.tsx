import { opening } from '../measurement/behind-link.tsx'
import { useWords } from '../ui/index.ts'

interface OpensProps {
  readonly count: number
  /** Which deals these are. */
  readonly label: string
  readonly children: string
  readonly onOpen: () => void
}

/** A number that opens to the deals it counts; nothing to open where it is none. */
export function Opens({ count, label, children, onOpen }: OpensProps) {
  const { t } = useWords()
  if (count === 0) return <span className="text-ink-3">{children}</span>
  return (
    <button type="button" className={opening} onClick={onOpen}>
      <bdi>{children}</bdi>
      <span className="sr-only">{t('insights.behind.link', { what: label })}</span>
    </button>
  )
}
