import { cx, useWords } from '../ui/index.ts'

type Rule = 'range' | 'half' | 'chance' | 'open' | 'limits' | 'expected' | 'come' | 'create' | 'difference'

const usual: readonly Rule[] = ['range', 'half', 'chance', 'open']

/** What the same few words mean wherever figures stand; folded away for whoever knows. */
export function HowToRead({ rules = usual, className = 'mb-4' }: { rules?: readonly Rule[]; className?: string }) {
  const { t } = useWords()
  return (
    <details className={cx('text-ink-2 print:hidden', className)}>
      <summary className="w-fit cursor-pointer py-1 text-12 font-medium text-accent">{t('insights.how')}</summary>
      <ul className="mt-1 flex max-w-[80ch] list-disc flex-col gap-1 ps-5">
        {rules.map((rule) => (
          <li key={rule}>{t(`insights.how.${rule}`)}</li>
        ))}
      </ul>
    </details>
  )
}
