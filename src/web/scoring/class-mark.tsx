import type { Class } from '../../contract/prospects.ts'
import { Badge, useWords } from '../ui/index.ts'

const tones = { A: 'ok', B: 'accent', C: 'plain' } as const

/** The class of a score. */
export function ClassMark({ value }: { value: Class }) {
  const { t } = useWords()
  return <Badge tone={tones[value]}>{t('scoring.class', { class: value })}</Badge>
}
