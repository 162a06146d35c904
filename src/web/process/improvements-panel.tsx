import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Improvement } from '../../contract/improvements.ts'
import type { ProcessDetail } from '../../contract/process.ts'
import { useExperiments } from '../experiments/experiments-query.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, Card, Dialog, EmptyState, ErrorState, Loading, Notice, buttonClass, useWords } from '../ui/index.ts'
import { ImprovementForm } from './improvement-forms.tsx'
import { ImprovementOver } from './improvement-over.tsx'
import { ImprovementUnderWay } from './improvement-under-way.tsx'
import { ImprovementsWaiting } from './improvements-waiting.tsx'
import { useImprovements } from './improvements-query.ts'
import { useProcessSearchWith } from './process-query.ts'

/** What could be made better in the process: the change under way, what waits in its order, what came of those before. */
export function ImprovementsPanel({ process }: { process: ProcessDetail }) {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const [isAdding, setAdding] = useState(false)
  const found = useImprovements(process.id)
  const { items } = found
  return (
    <section aria-label={t('processes.view.improvements')} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <p className="max-w-[70ch] flex-1 basis-80 text-pretty text-ink-2">{t('improvements.lead')}</p>
        {mayEdit && (
          <Button variant="primary" icon={IconPlus} className="ms-auto print:hidden" onPress={() => setAdding(true)}>
            {t('improvements.add')}
          </Button>
        )}
      </div>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && <ChangeUnderWay process={process} items={items} />}
      {found.isSuccess && items.length === 0 && <NoneYet />}
      {items.length > 0 && <Lists process={process} items={items} />}
      {found.hasNextPage && (
        <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('improvements.more')}
        </Button>
      )}
      <Dialog title={t('improvements.add')} isOpen={isAdding} onClose={() => setAdding(false)}>
        <ImprovementForm process={process} onClose={() => setAdding(false)} />
      </Dialog>
    </section>
  )
}

interface ListsProps {
  readonly process: ProcessDetail
  readonly items: readonly Improvement[]
}

/** The improvement that is under way, or the experiment that stands in for one. */
function ChangeUnderWay({ process, items }: ListsProps) {
  const { t } = useWords()
  const address = useAddress()
  const running = useExperiments().data?.items.find(
    (each) => each.status === 'running' && each.process.id === process.id,
  )
  const current = items.find(({ state }) => state === 'under_way')
  if (current) return <ImprovementUnderWay key={current.id} process={process} improvement={current} />
  if (running)
    return (
      <Notice>
        <span className="flex flex-wrap items-center gap-3">
          {t('improvements.experiment', { name: running.name })}
          <Link to={address(`experiments/${running.id}`)} className={buttonClass('plain')}>
            {t('improvements.experiment.open')}
          </Link>
        </span>
      </Notice>
    )
  return items.some(({ state }) => state === 'waiting') ? <Notice>{t('improvements.under-way.none')}</Notice> : null
}

function Lists({ process, items }: ListsProps) {
  const { t } = useWords()
  const over = items.filter(({ state }) => state === 'done' || state === 'dropped')
  return (
    <>
      <ImprovementsWaiting process={process} waiting={items.filter(({ state }) => state === 'waiting')} />
      {over.length > 0 && (
        <Card title={t('improvements.over')}>
          <ul className="flex flex-col">
            {over.map((improvement) => (
              <li key={improvement.id} className="border-b border-line py-2 last:border-b-0 last:pb-0">
                <ImprovementOver process={process} improvement={improvement} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function NoneYet() {
  const { t } = useWords()
  const address = useAddress()
  const searchWith = useProcessSearchWith()
  return (
    <EmptyState
      action={
        <Link to={address('process')} search={searchWith({ view: 'audits' })} className={buttonClass('plain')}>
          {t('improvements.to-audits')}
        </Link>
      }
    >
      {t('improvements.none')}
    </EmptyState>
  )
}
