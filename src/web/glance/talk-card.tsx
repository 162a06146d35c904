import { useState } from 'react'
import type { Talk, TalkPoint } from '../../contract/talks.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Button, Card, Checkbox, ErrorState, TextField, toast, useFormats, useWords } from '../ui/index.ts'
import { useDropTalk, useSettle, type useTalks, useWriteTalk } from './talk-queries.ts'

interface TalkCardProps {
  readonly member: { readonly id: string; readonly name: string }
  readonly talks: ReturnType<typeof useTalks>
}

/** What was agreed and is still open, the talk before, and a place for this one: seen by the seller and by who leads them. */
export function TalkCard({ member, talks }: TalkCardProps) {
  const { t } = useWords()
  const mayWork = useRight('deals.work')
  const leads = useRight('deals.assign')
  const isOwn = useSession().member.id === member.id
  const items = talks.data?.items ?? []
  if (!isOwn && !leads) return null
  const open = items.flatMap(({ points }) => points).filter(({ doneAt }) => doneAt === null)
  return (
    <Card title={t('glance.talk')} className="desktop:col-span-2 print:col-span-2">
      <p className="text-12 text-ink-2 print:hidden">{t('glance.talk.who', { name: member.name })}</p>
      {talks.isError && <ErrorState error={talks.error} onRetry={() => void talks.refetch()} />}
      <div className="grid items-start gap-x-8 gap-y-4 desktop:grid-cols-2 print:grid-cols-2">
        {items.length > 0 && (
          <div className="flex flex-col gap-3">
            {open.length > 0 && <Points title={t('glance.talk.open')} points={open} isReadOnly={!mayWork} />}
            {items[0] && <Before talk={items[0]} />}
          </div>
        )}
        {mayWork && <Writing member={member} />}
      </div>
    </Card>
  )
}

interface PointsProps {
  readonly title: string
  readonly points: readonly TalkPoint[]
  readonly isReadOnly: boolean
}

function Points({ title, points, isReadOnly }: PointsProps) {
  const settle = useSettle()
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-medium">{title}</h3>
      <ul>
        {points.map(({ id, text, doneAt }) => (
          <li key={id}>
            <Checkbox
              isSelected={doneAt !== null || (settle.isPending && settle.variables.id === id)}
              isDisabled={isReadOnly}
              onChange={(done) => settle.mutate({ id, done })}
            >
              <bdi className="wrap-anywhere">{text}</bdi>
            </Checkbox>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Before({ talk: { id, heldOn, notes, points, writtenBy } }: { talk: Talk }) {
  const { t } = useWords()
  const { day } = useFormats()
  const drop = useDropTalk()
  const isMine = useSession().member.id === writtenBy?.id
  const done = points.filter(({ doneAt }) => doneAt !== null)
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-medium">{t('glance.talk.last', { day: day(heldOn) })}</h3>
      {notes !== '' && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-line text-ink-2">
          {notes}
        </p>
      )}
      {done.length > 0 && (
        <ul className="text-12 text-ink-2">
          {done.map((point) => (
            <li key={point.id}>
              ✓ <bdi>{point.text}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p className="flex items-center gap-2 text-12 text-ink-3">
        {writtenBy && t('glance.talk.by', { name: writtenBy.name })}
        {isMine && (
          <Button
            variant="quiet"
            className="min-h-6 px-1.5 text-12 print:hidden"
            isPending={drop.isPending}
            onPress={() => drop.mutate(id)}
          >
            {t('glance.talk.drop')}
          </Button>
        )}
      </p>
    </section>
  )
}

const mostPoints = 20

function Writing({ member }: { member: TalkCardProps['member'] }) {
  const { t } = useWords()
  const [notes, setNotes] = useState('')
  const [agreed, setAgreed] = useState('')
  const write = useWriteTalk(() => {
    setNotes('')
    setAgreed('')
    toast({ text: t('glance.talk.kept') })
  })
  const points = agreed
    .split('\n')
    .map((line) => line.trim().slice(0, 300))
    .filter((line) => line !== '')
    .slice(0, mostPoints)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        write.mutate({ memberId: member.id, notes, points })
      }}
    >
      <TextField label={t('glance.talk.notes')} value={notes} onChange={setNotes} rows={3} maxLength={4000} />
      <TextField
        label={t('glance.talk.agreed')}
        description={t('glance.talk.agreed.how')}
        value={agreed}
        onChange={setAgreed}
        rows={3}
      />
      {write.isError && <ErrorState error={write.error} />}
      <Button
        type="submit"
        variant="primary"
        className="self-start print:hidden"
        isPending={write.isPending}
        isDisabled={notes.trim() === '' && points.length === 0}
      >
        {t('glance.talk.keep')}
      </Button>
    </form>
  )
}
