import type { QuotaPlan } from '../../contract/quotas.ts'
import { Ago, Badge, Button, Card, useWords } from '../ui/index.ts'
import { useVersions } from './queries.ts'

const mostShown = 12

/** What was done to the plan; each version can be looked at. */
export function HistorySection({ plan, onShow }: { plan: QuotaPlan; onShow: (number: number | null) => void }) {
  const { t } = useWords()
  const versions = useVersions(plan.id)
  return (
    <Card title={t('quotas.history')}>
      <ol className="flex flex-col">
        {versions.data?.items.slice(0, mostShown).map(({ number, kind, recordedAt, recordedBy, approvedAt }) => (
          <li key={number} className="flex min-h-10 items-center gap-2 border-b border-line py-1 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2">
                <span>{t(`quotas.edit.${kind}`)}</span>
                {approvedAt && <Badge tone="ok">{t('quotas.approved')}</Badge>}
              </p>
              <p className="flex flex-wrap gap-x-2 text-12 text-ink-3">
                {recordedBy && <bdi>{recordedBy}</bdi>}
                <Ago value={recordedAt} />
              </p>
            </div>
            {number !== plan.shown && (
              <Button
                variant="quiet"
                aria-label={t('quotas.history.show-of', { number })}
                onPress={() => onShow(number === plan.version ? null : number)}
              >
                {t('quotas.history.show')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
