import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { Changeover } from '../../contract/changeovers.ts'
import type { ProcessDetail } from '../../contract/process.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Ago, Badge, Button, Card, Notice, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { isUnderWay, useChangeover, useChangeovers, useMoveDeals } from './changeover-query.ts'

type Summary = Omit<Changeover, 'mapping' | 'gates' | 'leftDeals' | 'keptDeals'>

/** The moves of running deals there have been, how far one has come that is under way, and the way back. */
export function ChangeoverList({ process }: { process: ProcessDetail }) {
  const { t } = useWords()
  const changeovers = useChangeovers(process.id)
  const [opened, setOpened] = useState<string | null>(null)
  const items = changeovers.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title={t('processes.moves')} className="print:hidden">
      <ul className="flex flex-col divide-y divide-line">
        {items.map((each) => (
          <ChangeoverRow
            key={each.id}
            changeover={each}
            isOpen={each.id === opened}
            onToggle={() => setOpened(each.id === opened ? null : each.id)}
          />
        ))}
      </ul>
    </Card>
  )
}

interface ChangeoverRowProps {
  readonly changeover: Summary
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function ChangeoverRow({ changeover, isOpen, onToggle }: ChangeoverRowProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const mayEdit = useRight('process.edit')
  const { undo } = useMoveDeals()
  const { from, to, status, moved, left, undone, kept, total } = changeover
  const isOther = from.processId !== to.processId
  const takeBack = () =>
    void undo.mutateAsync(changeover.id).then(
      (done) =>
        isUnderWay(done)
          ? toast({ text: t('processes.move.under-way', { count: done.moved }) })
          : toast({ text: t('processes.move.undone', { undone: done.undone, kept: done.kept }) }),
      (error: unknown) => toast({ text: say(error), tone: 'bad' }),
    )
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 font-medium">
          {isOther
            ? t('processes.moves.other', { from: from.processName, to: to.processName })
            : t('processes.moves.versions', { from: from.number, to: to.number })}
        </span>
        <Badge tone={tones[status]}>{t(`codes.changeover_status.${status}`)}</Badge>
        {mayEdit && changeover.undoableUntil !== null && (
          <Button isPending={undo.isPending} onPress={takeBack}>
            {t('processes.moves.undo')}
          </Button>
        )}
      </div>
      {isUnderWay(changeover) && (
        <Progress
          done={status === 'undoing' ? undone + kept : moved + left}
          total={status === 'undoing' ? moved : total}
        />
      )}
      <p className="text-12 text-ink-2">
        <Told changeover={changeover} />
        {left + kept > 0 && (
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={onToggle}
            className="ms-2 min-h-6 text-accent hover:underline"
          >
            {t('processes.moves.which')}
          </button>
        )}
      </p>
      {isOpen && <Named id={changeover.id} />}
    </li>
  )
}

/** When, by whom, and what came of it. */
function Told({ changeover: { createdAt, createdBy, moved, left, undone, kept } }: { changeover: Summary }) {
  const { t } = useWords()
  return (
    <>
      <Ago value={createdAt} />
      {createdBy && (
        <>
          {' · '}
          <bdi>{createdBy.name}</bdi>
        </>
      )}
      {' · '}
      {t('processes.moves.sum', { moved, left })}{' '}
      {(undone > 0 || kept > 0) && t('processes.move.undone', { undone, kept })}
    </>
  )
}

function Progress({ done, total }: { done: number; total: number }) {
  const { t } = useWords()
  const { number } = useFormats()
  const share = total === 0 ? 0 : done / total
  return (
    <div className="flex items-center gap-3">
      <div
        role="progressbar"
        aria-label={t('processes.moves.progress')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-2 flex-1 overflow-hidden rounded-full bg-sunken"
      >
        <div className="h-full bg-accent transition-[inline-size]" style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <span className="text-12 text-ink-2">
        {t('processes.moves.of', { done: number(done), total: number(total) })}
      </span>
    </div>
  )
}

/** The deals that were left where they were, and those that a move back kept, each with why. */
function Named({ id }: { id: string }) {
  const { t } = useWords()
  const address = useAddress()
  const { data } = useChangeover(id)
  if (!data) return null
  const deals = [...data.leftDeals, ...data.keptDeals]
  return (
    <Notice>
      <ul className="flex flex-col gap-1">
        {deals.map(({ id: dealId, name, reason }) => (
          <li key={dealId}>
            <Link to={address(`board/${dealId}`)} className="font-medium text-accent hover:underline">
              <bdi>{name}</bdi>
            </Link>{' '}
            <span className="text-12 text-ink-2">{t(`processes.moves.why.${reason ?? 'touched'}`)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const tones = {
  queued: 'accent',
  running: 'accent',
  undoing: 'accent',
  done: 'ok',
  undone: 'plain',
  failed: 'bad',
} satisfies Record<Changeover['status'], Tone>
