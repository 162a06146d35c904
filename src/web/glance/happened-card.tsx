import { useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { ChangeKind, Changes } from '../../contract/glance.ts'
import { Card, ErrorState, Skeleton, cx, useFormats, useWords } from '../ui/index.ts'
import { ChangedFacts } from './changed-facts.tsx'
import { useChanges, type Whose } from './queries.ts'

/** What became of deals, counted by its kind; each kind opens to its facts. */
export function HappenedCard({ whose }: { whose: Whose }) {
  const { t } = useWords()
  const found = useChanges(whose)
  return (
    <Card title={t('glance.happened')}>
      {found.isPending && <Skeleton className="h-60" />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Kinds changes={found.data} whose={whose} />}
    </Card>
  )
}

function Kinds({ changes: { kinds, since, isCut }, whose }: { changes: Changes; whose: Whose }) {
  const { t } = useWords()
  const { day, number } = useFormats()
  const [chosen, setChosen] = useState<ChangeKind | null>(null)
  if (kinds.length === 0) return <p className="text-ink-2">{t('glance.happened.none', { day: day(since) })}</p>
  const open = kinds.find(({ kind }) => kind === chosen)
  return (
    <>
      <p className="text-12 text-ink-2 print:hidden">{t('glance.happened.how', { day: day(since) })}</p>
      <div className="grid grid-cols-2 gap-1.5 tablet:grid-cols-3">
        {kinds.map(({ kind, deals }) => (
          <ToggleButton
            key={kind}
            isSelected={chosen === kind}
            onChange={(isChosen) => setChosen(isChosen ? kind : null)}
            className={({ isSelected }) =>
              cx(
                'flex min-h-9 items-center gap-2 rounded-2 border px-2.5 py-1 text-start transition-colors',
                isSelected ? 'border-accent bg-accent-soft' : 'border-line hover:bg-sunken',
              )
            }
          >
            <span className="text-15 font-semibold tabular-nums">{number(deals)}</span>
            <span className="min-w-0 text-12 text-ink-2">{t(`glance.kind.${kind}`)}</span>
          </ToggleButton>
        ))}
      </div>
      {isCut && <p className="text-12 text-ink-2">{t('glance.happened.cut')}</p>}
      {open && <ChangedFacts key={open.kind} whose={whose} which={{ kind: open.kind }} />}
    </>
  )
}
