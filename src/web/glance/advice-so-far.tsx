import { useQuery } from '@tanstack/react-query'
import { listAdvices } from '../../contract/coaching.ts'
import { call } from '../api.ts'
import { AdviceCard } from '../forecast/advice-card.tsx'
import { useAdvices } from '../forecast/queries.ts'
import { useSession } from '../shell/session.ts'
import { Badge, Card, useFormats, useWords } from '../ui/index.ts'

const mostPast = 5
const tones = { helped: 'ok', did_not: 'warn', unclear: 'plain' } as const

/** The advice that stands, and whether what was advised before has helped. */
export function AdviceSoFar({ member }: { member: string }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { workspace } = useSession()
  const standing = useAdvices({ member })
  const past = useQuery({
    queryKey: ['advices', workspace.id, member, 'past'],
    queryFn: () => call(listAdvices, { query: { member, which: 'past', limit: mostPast } }),
  })
  const given = standing.data?.items ?? []
  const judged = past.data?.items ?? []
  return (
    <Card title={t('forecast.advice')} className={given.length + judged.length === 0 ? 'print:hidden' : ''}>
      {given.length === 0 && <p className="text-ink-2">{t('glance.advice.none')}</p>}
      <ul>
        {given.map((advice) => (
          <AdviceCard key={advice.id} advice={advice} />
        ))}
      </ul>
      {judged.length > 0 && (
        <section className="flex flex-col gap-1 border-t border-line pt-2">
          <h3 className="font-medium">{t('glance.advice.past')}</h3>
          <ul>
            {judged.map(({ id, code, on, verdict }) => (
              <li key={id} className="flex items-baseline gap-2 py-0.5">
                <span className="min-w-0 flex-1">{t(`glance.advice.${code}`)}</span>
                <span className="text-12 text-ink-3">{day(on)}</span>
                {verdict && <Badge tone={tones[verdict]}>{t(`glance.verdict.${verdict}`)}</Badge>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  )
}
