import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { HandoffKind } from '../../contract/handoffs.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, Card, EmptyState, ErrorState, Loading, useWords } from '../ui/index.ts'
import { useHandoffKinds } from './handoffs-query.ts'
import { KindDialog } from './kind-dialog.tsx'
import { WorkingHoursCard } from './working-hours-card.tsx'

/** The kinds of handoffs, and the hours by which the time to accept is counted. */
export function HandoffSettings() {
  return (
    <>
      <KindsCard />
      <WorkingHoursCard />
    </>
  )
}

function KindsCard() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const kinds = useHandoffKinds(true)
  const [edited, setEdited] = useState<HandoffKind | 'new' | null>(null)
  return (
    <Card
      title={t('handoffs.kinds')}
      actions={
        mayEdit && (
          <Button icon={IconPlus} onPress={() => setEdited('new')}>
            {t('handoffs.kinds.add')}
          </Button>
        )
      }
    >
      <p className="text-ink-2">{t('handoffs.kinds.about')}</p>
      {kinds.isPending && <Loading />}
      {kinds.isError && <ErrorState error={kinds.error} onRetry={() => void kinds.refetch()} />}
      {kinds.data?.items.length === 0 && <EmptyState>{t('handoffs.kinds.none')}</EmptyState>}
      <ul className="flex flex-col">
        {kinds.data?.items.map((kind) => (
          <li key={kind.id} className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2">
                <bdi className="font-medium">{kind.name}</bdi>
                {kind.retired && <Badge>{t('handoffs.kind.retired')}</Badge>}
              </p>
              <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
                <span>{t(`codes.handoff_route.${kind.route}`)}</span>
                <span>{t('handoffs.within', { hours: kind.acceptWithinHours })}</span>
              </p>
            </div>
            {mayEdit && (
              <Button
                variant="quiet"
                aria-label={t('handoffs.kind.edit-of', { name: kind.name })}
                onPress={() => setEdited(kind)}
              >
                {t('handoffs.kind.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {edited && <KindDialog kind={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Card>
  )
}
