import { touchAims } from '../../contract/persistence.ts'
import type { TouchAim } from '../../contract/persistence.ts'
import { ByTouch, Missed } from '../measurement/persistence-parts.tsx'
import { usePersistence } from '../measurement/queries.ts'
import { useWords } from '../ui/index.ts'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

interface PersistenceContentProps {
  readonly filters: Narrowed
  /** What touches are counted up to: the reply unless said. */
  readonly aim: TouchAim | undefined
}

/** What giving up costs, and what each touch brings. */
export function PersistenceContent({ filters, aim = touchAims[0] }: PersistenceContentProps) {
  const { t } = useWords()
  const persistence = usePersistence(filters, aim)
  return (
    <Awaited query={persistence}>
      {persistence.data && (
        <>
          <p className="text-12 text-ink-2">{t(`insights.persistence.aim.${aim}`)}</p>
          <Missed found={persistence.data} />
          <ByTouch curve={persistence.data.all} />
          <Counted asOf={persistence.data.asOf}>{t('insights.n', { n: persistence.data.n })}</Counted>
        </>
      )}
    </Awaited>
  )
}
