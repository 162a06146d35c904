import { useMoneyWords } from '../measurement/money-words.ts'
import { Headline } from '../measurement/parts.tsx'
import { useVelocity } from '../measurement/queries.ts'
import { useSession } from '../shell/session.ts'
import { useWords } from '../ui/index.ts'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

/** What selling brings a day. */
export function VelocityContent({ filters }: { filters: Narrowed }) {
  const { t } = useWords()
  const { workspace } = useSession()
  const velocity = useVelocity(filters)
  const { money, interval } = useMoneyWords(velocity.data?.currency ?? workspace.currency)
  const perDay = velocity.data?.perDay
  return (
    <Awaited query={velocity}>
      {velocity.data && perDay && (
        <>
          <Headline figure={money(perDay.estimate)} interval={interval(perDay)}>
            {t(perDay.estimate === null ? 'insights.velocity.unknown' : 'insights.velocity.sentence')}
          </Headline>
          <Counted asOf={velocity.data.asOf}>{t('insights.n', { n: velocity.data.n })}</Counted>
        </>
      )}
    </Awaited>
  )
}
