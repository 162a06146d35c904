import { Link } from '@tanstack/react-router'
import type { ImprovementOrigin } from '../../contract/improvements.ts'
import { useAddress } from '../shell/places.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useFindingWords } from './finding-words.ts'
import { useProcessSearchWith } from './process-query.ts'

/** Where an improvement came from, with the numbers of then in the words of now. */
export function ImprovementOriginWords({ origin }: { origin: ImprovementOrigin }) {
  const { t } = useWords()
  const { day } = useFormats()
  const address = useAddress()
  const searchWith = useProcessSearchWith()
  const finding = useFindingWords(origin.from === 'finding' ? origin.currency : '')
  const from = t(`improvements.from.${origin.from}`, { day: day(origin.asOf) })
  switch (origin.from) {
    case 'finding':
      return (
        <p className="text-12 text-pretty text-ink-2">
          <Link
            to={address('process')}
            search={searchWith({ view: 'audits', audit: origin.auditId })}
            className="text-accent underline"
          >
            {from}
          </Link>
          {' · '}
          {finding(origin.finding).join(' · ')}
        </p>
      )
    case 'quality':
      return (
        <p className="text-12 text-pretty text-ink-2">
          {from} · {t(`processes.quality.${origin.quality.quality}`)}:{' '}
          {t('processes.quality.standing', { standing: origin.quality.standing })}
        </p>
      )
    case 'advice':
      return <p className="text-12 text-ink-2">{from}</p>
  }
}
