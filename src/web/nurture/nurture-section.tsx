import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Deal } from '../../contract/deals.ts'
import { signals } from '../../contract/facts.ts'
import type { Signal } from '../../contract/facts.ts'
import { endNurture, finishNurtureTouch, startNurture } from '../../contract/nurture.ts'
import type { Nurture, NurtureTouch } from '../../contract/nurture.ts'
import { call } from '../api.ts'
import { useDealSaved } from '../deals/deal-query.ts'
import { Section } from '../deals/section.tsx'
import { useToday } from '../people/use-today.ts'
import { useGo } from '../shell/places.ts'
import {
  Badge,
  Button,
  Day,
  IconButton,
  Notice,
  SelectField,
  cx,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { nurturesQuery, useNurtureRead, useTracks } from './nurture-query.ts'

/** How the customer of a deal that ended without a win is kept in touch with. */
export function NurtureSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const isEnded = deal.outcome !== 'open' && deal.outcome !== 'won'
  const found = useQuery({ ...nurturesQuery(deal.id), enabled: isEnded })
  const items = found.data?.items ?? []
  const mayStart = mayWork && isEnded && deal.nextDealId === null && items.every(({ endedAt }) => endedAt !== null)
  if (!isEnded || (items.length === 0 && !mayStart)) return null
  return (
    <Section title={t('nurture.title')} label={t('nurture.of', { deal: deal.name })}>
      {found.isSuccess && mayStart && <Start deal={deal} />}
      {items.map((nurture) => (
        <OneTrack key={nurture.id} deal={deal} nurture={nurture} mayWork={mayWork} />
      ))}
    </Section>
  )
}

function Start({ deal }: { deal: Deal }) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useNurtureRead()
  const tracks = useTracks().data?.items ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const trackId = chosen ?? tracks[0]?.id
  const start = useMutation({
    mutationFn: (id: string) => call(startNurture, { params: { id: deal.id }, body: { trackId: id } }),
    onSettled: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (trackId === undefined) return <p className="text-ink-3">{t('nurture.no-tracks')}</p>
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SelectField
        label={t('nurture.track')}
        options={tracks.map(({ id, name }) => ({ id, label: name }))}
        value={trackId}
        onChange={setChosen}
        className="min-w-48 flex-1"
      />
      <Button isPending={start.isPending} onPress={() => start.mutate(trackId)}>
        {t('nurture.start')}
      </Button>
    </div>
  )
}

interface OneTrackProps {
  readonly deal: Deal
  readonly nurture: Nurture
  readonly mayWork: boolean
}

function OneTrack({ deal, nurture, mayWork }: OneTrackProps) {
  const { t } = useWords()
  const { track, owner, comeBackOn, endReason, stirred, touches } = nurture
  const isRunning = endReason === null && deal.nextDealId === null
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-2">
        <bdi className="font-medium">{track.name}</bdi>
        {endReason && <Badge>{t(`codes.nurture_end.${endReason}`)}</Badge>}
        {isRunning && comeBackOn && (
          <span className="text-12 text-ink-2">
            {t('nurture.until')} <Day value={comeBackOn} />
          </span>
        )}
        {owner && <bdi className="text-12 text-ink-2">{owner.name}</bdi>}
      </p>
      {isRunning && stirred && <Notice tone="ok">{t('nurture.stirred')}</Notice>}
      <ul className="flex flex-col">
        {touches.map((touch) => (
          <TouchLine key={touch.id} touch={touch} mayWork={mayWork && isRunning} />
        ))}
      </ul>
      {isRunning && mayWork && <Ends deal={deal} comeBackOn={comeBackOn} />}
    </div>
  )
}

function TouchLine({ touch, mayWork }: { touch: NurtureTouch; mayWork: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useNurtureRead()
  const today = useToday()
  const { id, channel, content, dueOn, doneAt, skipped } = touch
  const finish = useMutation({
    mutationFn: (isSkipped: boolean) =>
      call(finishNurtureTouch, { params: { id: id ?? '' }, body: { skipped: isSkipped } }),
    onSettled: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2 last:border-b-0">
      <div className="min-w-40 flex-1">
        <p className={cx('wrap-anywhere', doneAt !== null && 'text-ink-3')}>
          <bdi>{content}</bdi>
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
          {channel && <span>{t(`codes.channel.${channel}`)}</span>}
          <Day value={dueOn} />
          {doneAt === null && dueOn < today && <Badge tone="bad">{t('nurture.late')}</Badge>}
          {doneAt !== null && (
            <Badge tone={skipped ? 'plain' : 'ok'}>{t(skipped ? 'nurture.skipped' : 'nurture.done')}</Badge>
          )}
        </p>
      </div>
      {mayWork && doneAt === null && (
        <span className="flex items-center gap-1">
          <Button icon={IconCheck} isPending={finish.isPending} onPress={() => finish.mutate(false)}>
            {t('nurture.finish')}
          </Button>
          <IconButton
            icon={IconX}
            label={t('nurture.skip', { content: content ?? '' })}
            isPending={finish.isPending}
            onPress={() => finish.mutate(true)}
          />
        </span>
      )}
    </li>
  )
}

/** The ways off a track: the buyer stirs, the day comes, or it is enough. */
function Ends({ deal, comeBackOn }: { deal: Deal; comeBackOn: string | null }) {
  const { t } = useWords()
  const say = useProblemWords()
  const go = useGo()
  const saved = useDealSaved()
  const readAnew = useNurtureRead()
  const today = useToday()
  const [signal, setSignal] = useState<Signal>('not_stated')
  const end = useMutation({
    mutationFn: (reason: 'signal' | 'date' | 'stopped') =>
      call(endNurture, { params: { id: deal.id }, body: { reason, ...(reason === 'signal' ? { signal } : {}) } }),
    onSuccess: ({ deal: next }) => {
      readAnew()
      if (next === null) return
      saved(next)
      toast({ text: t('deals.toast.came-back', { deal: next.name }) })
      go(`deals/${next.id}`)
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SelectField
        label={t('nurture.signal')}
        options={signals.map((id) => ({ id, label: t(`codes.signal.${id}`) }))}
        value={signal}
        onChange={setSignal}
        className="min-w-48 flex-1"
      />
      <Button variant="primary" isPending={end.isPending} onPress={() => end.mutate('signal')}>
        {t('nurture.end.signal')}
      </Button>
      {comeBackOn !== null && comeBackOn <= today && (
        <Button isPending={end.isPending} onPress={() => end.mutate('date')}>
          {t('nurture.end.date')}
        </Button>
      )}
      <Button variant="quiet" isPending={end.isPending} onPress={() => end.mutate('stopped')}>
        {t('nurture.end.stop')}
      </Button>
    </div>
  )
}
