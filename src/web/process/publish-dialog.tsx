import { useState } from 'react'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import {
  Button,
  Dialog,
  ErrorState,
  Loading,
  Notice,
  RadioCards,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { ChangeWords, changeId } from './change-words.tsx'
import { type Mapping, useForesight, useMoveDeals } from './changeover-query.ts'
import { draftChanges } from './draft-changes.ts'
import { MappingTable } from './mapping-table.tsx'
import { useProcessChange } from './process-query.ts'
import { useSaidChangeover } from './use-said-changeover.ts'
import type { Draft } from './use-draft.ts'

interface PublishProps {
  readonly process: ProcessDetail
  readonly published: ProcessVersion
  readonly version: ProcessVersion
  readonly draft: Draft
  readonly onClose: () => void
}

/** What publishing changes, in words, and what becomes of the running deals, before it is done: a published version is never edited again. */
export function PublishDialog({ isOpen, ...props }: PublishProps & { readonly isOpen: boolean }) {
  const { t } = useWords()
  return (
    <Dialog
      title={t('processes.publish.title', { number: props.version.number })}
      isOpen={isOpen}
      onClose={props.onClose}
      size="large"
    >
      <Publish {...props} />
    </Dialog>
  )
}

function Publish({ published, version, draft, onClose }: PublishProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const [choice, setChoice] = useState<'stay' | 'move'>('stay')
  const [mapping, setMapping] = useState<Mapping | null>(null)
  const [gates, setGates] = useState<'tell' | 'hold'>('tell')
  const ends = { fromVersionId: published.id, toVersionId: version.id }
  const foresight = useForesight({ ...ends, mapping, gates }, published.openDeals > 0)
  const { publish, isPending, error } = usePublish(draft, version, onClose)
  const moving = choice === 'move' && foresight.data ? mappingOf(foresight.data.from) : null
  return (
    <div className="flex flex-col gap-5">
      <Changes published={published} draft={draft} />
      {published.openDeals > 0 && (
        <section className="flex flex-col gap-3 border-t border-line pt-4">
          <RadioCards
            label={t('processes.running', { count: published.openDeals })}
            columns={2}
            value={choice}
            onChange={setChoice}
            options={[
              {
                value: 'stay',
                title: t('processes.running.stay', { number: published.number }),
                description: t('processes.running.stay.more'),
              },
              {
                value: 'move',
                title: t('processes.running.move', { number: version.number }),
                description: t('processes.running.move.more'),
              },
            ]}
          />
          {foresight.isError && <ErrorState error={foresight.error} onRetry={() => void foresight.refetch()} />}
          {choice === 'stay' && foresight.data && <Running from={foresight.data.from} />}
          {choice === 'move' && foresight.isPending && <Loading />}
          {choice === 'move' && foresight.data && (
            <MappingTable preview={foresight.data} gates={gates} onMap={setMapping} onGates={setGates} />
          )}
        </section>
      )}
      {error !== null && <Notice tone="bad">{say(error)}</Notice>}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onPress={onClose}>
          {t('processes.cancel')}
        </Button>
        <Button
          variant="primary"
          isPending={isPending}
          isDisabled={choice === 'move' && !foresight.data}
          // What it was refused with stands above the buttons.
          onPress={() => void publish(moving === null ? null : { ...ends, mapping: moving, gates }).catch(() => {})}
        >
          {t(choice === 'move' ? 'processes.publish.send-move' : 'processes.publish.send')}
        </Button>
      </div>
    </div>
  )
}

export function mappingOf(from: readonly { readonly key: string; readonly to: string | null }[]): Mapping {
  return Object.fromEntries(from.flatMap(({ key, to }) => (to === null ? [] : [[key, to]])))
}

/** Publishes, then moves the running deals if that was wanted. */
function usePublish(draft: Draft, version: ProcessVersion, onClose: () => void) {
  const { t } = useWords()
  const change = useProcessChange()
  const { start } = useMoveDeals()
  const said = useSaidChangeover()
  // By promises: the editor is gone from the page before the deals are moved.
  const publish = async (plan: Parameters<typeof start.mutate>[0] | null) => {
    await draft.publish.mutateAsync()
    toast({ text: t('processes.draft.published', { number: version.number }) })
    onClose()
    change({ version: undefined })
    if (plan && Object.keys(plan.mapping).length > 0) await start.mutateAsync(plan).then(said, said.failed)
  }
  return { publish, isPending: draft.publish.isPending || start.isPending, error: draft.publish.error }
}

function Changes({ published, draft }: Pick<PublishProps, 'published' | 'draft'>) {
  const { t } = useWords()
  const changes = draftChanges(published, draft.sent())
  if (changes.length === 0) return <p>{t('processes.publish.nothing')}</p>
  return (
    <ul className="flex list-disc flex-col gap-1 ps-5">
      {changes.map((each) => (
        <li key={changeId(each)}>
          <ChangeWords change={each} />
        </li>
      ))}
    </ul>
  )
}

/** Where the running deals are, and stay. */
function Running({
  from,
}: {
  from: readonly { readonly key: string; readonly name: string; readonly deals: number }[]
}) {
  const { t } = useWords()
  return (
    <ul className="flex flex-wrap gap-1.5">
      {from
        .filter(({ deals }) => deals > 0)
        .map(({ key, name, deals }) => (
          <li key={key} className="rounded-1 bg-sunken px-2 py-0.5 text-12">
            <bdi>{name}</bdi> · {t('processes.strip.deals', { count: deals })}
          </li>
        ))}
    </ul>
  )
}
