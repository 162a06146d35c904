import { useState } from 'react'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { Button, Dialog, ErrorState, Loading, Notice, SelectField, useProblemWords, useWords } from '../ui/index.ts'
import { type Mapping, useForesight, useMoveDeals } from './changeover-query.ts'
import { MappingTable } from './mapping-table.tsx'
import { useProcesses } from './process-query.ts'
import { mappingOf } from './publish-dialog.tsx'
import { useSaidChangeover } from './use-said-changeover.ts'

interface MoveDealsProps {
  readonly process: ProcessDetail
  /** The version whose running deals are moved. */
  readonly from: ProcessVersion
  readonly onClose: () => void
}

/** Running deals of a version go to the published one, or to another process, by a mapping of stages. */
export function MoveDealsDialog(props: MoveDealsProps) {
  const { t } = useWords()
  return (
    <Dialog
      title={t('processes.move.title', { number: props.from.number })}
      isOpen
      onClose={props.onClose}
      size="large"
    >
      <MoveDeals {...props} />
    </Dialog>
  )
}

function MoveDeals({ process, from, onClose }: MoveDealsProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const targets = useTargets(process, from)
  const [target, setTarget] = useState<string | null>(null)
  const [mapping, setMapping] = useState<Mapping | null>(null)
  const [gates, setGates] = useState<'tell' | 'hold'>('tell')
  const toVersionId = target ?? targets[0]?.id ?? ''
  const plan = { fromVersionId: from.id, toVersionId, gates }
  const foresight = useForesight({ ...plan, mapping }, toVersionId !== '')
  const { start } = useMoveDeals()
  const said = useSaidChangeover()
  const move = async () => {
    if (!foresight.data) return
    said(await start.mutateAsync({ ...plan, mapping: mappingOf(foresight.data.from) }))
    onClose()
  }
  if (targets.length === 0) return <p>{t('processes.move.nowhere')}</p>
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2">{t('processes.move.lead')}</p>
      <SelectField
        label={t('processes.move.to')}
        options={targets}
        value={toVersionId}
        onChange={(next) => {
          setTarget(next)
          setMapping(null)
        }}
      />
      {foresight.isPending && <Loading />}
      {foresight.isError && <ErrorState error={foresight.error} onRetry={() => void foresight.refetch()} />}
      {foresight.data && <MappingTable preview={foresight.data} gates={gates} onMap={setMapping} onGates={setGates} />}
      {start.isError && <Notice tone="bad">{say(start.error)}</Notice>}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onPress={onClose}>
          {t('processes.cancel')}
        </Button>
        <Button
          variant="primary"
          isPending={start.isPending}
          isDisabled={!foresight.data || foresight.data.moving === 0}
          // What it was refused with stands above the buttons.
          onPress={() => void move().catch(() => {})}
        >
          {t('processes.move.send', { count: foresight.data?.moving ?? 0 })}
        </Button>
      </div>
    </div>
  )
}

/** The published version of this process first, then those of the others that are in use. */
function useTargets(process: ProcessDetail, from: ProcessVersion) {
  const { t } = useWords()
  const processes = useProcesses().data?.items ?? []
  const own = process.versions.find(({ status }) => status === 'published')
  return [
    ...(own && own.id !== from.id
      ? [{ id: own.id, label: t('processes.move.own', { process: process.name, number: own.number }) }]
      : []),
    ...processes.flatMap(({ id, name, publishedVersionId, retiredAt }) =>
      id === process.id || publishedVersionId === null || retiredAt !== null
        ? []
        : [{ id: publishedVersionId, label: name }],
    ),
  ]
}
