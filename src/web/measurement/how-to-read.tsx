import { useWords } from '../ui/index.ts'

const rules = ['range', 'half', 'chance', 'open'] as const

/** What the same few words mean wherever figures stand; folded away for whoever knows. */
export function HowToRead() {
  const { t } = useWords()
  return (
    <details className="mb-4 text-ink-2 print:hidden">
      <summary className="w-fit cursor-pointer py-1 text-12 font-medium text-accent">{t('insights.how')}</summary>
      <ul className="mt-1 flex max-w-[80ch] list-disc flex-col gap-1 ps-5">
        {rules.map((rule) => (
          <li key={rule}>{t(`insights.how.${rule}`)}</li>
        ))}
      </ul>
    </details>
  )
}
