import type { Stand } from '../../contract/forecast.ts'
import { useWords } from '../ui/index.ts'

/** Said where not all deals were learned from: whoever sees more may read other numbers. */
export function LearnsFrom({
  of: { ends, learnsFrom },
}: {
  of: Pick<Stand, 'ends'> & Partial<Pick<Stand, 'learnsFrom'>>
}) {
  const { t } = useWords()
  if (learnsFrom !== 'seen') return null
  return <p className="max-w-180 text-12 text-ink-2">{t('forecast.learns', { ends })}</p>
}
