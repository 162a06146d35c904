import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Deal } from '../../contract/deals.ts'
import { dropPromise, giveAnswer, listPromises, promiseAnswer } from '../../contract/outreach.ts'
import type { Promised } from '../../contract/outreach.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { dayOf } from '../people/day-of.ts'
import { useToday } from '../people/use-today.ts'
import { useSession } from '../shell/session.ts'
import {
  Badge,
  Button,
  DateField,
  Form,
  IconButton,
  TextField,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'

const mostShown = 50

/** What the buyer waits for, with the wait running; nothing to see where nobody waits and nobody may promise. */
export function PromisesSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const [isAdding, setIsAdding] = useState(false)
  const owed = useQuery({
    queryKey: ['promises', deal.id],
    queryFn: () => call(listPromises, { query: { deal: deal.id, limit: mostShown } }),
  })
  const items = owed.data?.items ?? []
  if (items.length === 0 && !mayWork) return null
  return (
    <Section
      title={t('outreach.promises')}
      actions={
        mayWork &&
        !isAdding && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setIsAdding(true)}>
            {t('outreach.promise.add')}
          </Button>
        )
      }
    >
      {items.length === 0 && !isAdding && <p className="text-ink-3">{t('outreach.promises.none')}</p>}
      {items.length > 0 && (
        <ul className="flex flex-col">
          {items.map((promise) => (
            <PromiseLine key={promise.id} promise={promise} mayWork={mayWork} />
          ))}
        </ul>
      )}
      {isAdding && <PromiseForm deal={deal} onClose={() => setIsAdding(false)} />}
    </Section>
  )
}

function PromiseLine({ promise, mayWork }: { promise: Promised; mayWork: boolean }) {
  const { t } = useWords()
  const { relative, instant } = useFormats()
  const say = useProblemWords()
  const readAnew = useReadAnew()
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const params = { id: promise.id }
  const give = useMutation({
    mutationFn: () => call(giveAnswer, { params, body: {} }),
    onSuccess: readAnew,
    onError,
  })
  const drop = useMutation({ mutationFn: () => call(dropPromise, { params }), onSuccess: readAnew, onError })
  const today = useToday()
  const isLate = dayOf(promise.dueAt, useSession().workspace.timeZone) < today
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
      <div className="min-w-40 flex-1">
        <bdi className="font-medium wrap-anywhere">{promise.text}</bdi>
        <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
          <span>{t('outreach.promise.asked', { since: relative(promise.askedAt) })}</span>
          <span>
            {t('outreach.promise.due')} <bdi>{instant(promise.dueAt)}</bdi>
          </span>
          {isLate && <Badge tone="bad">{t('outreach.promise.late')}</Badge>}
        </p>
      </div>
      {mayWork && (
        <span className="flex items-center gap-1">
          <Button icon={IconCheck} isPending={give.isPending} onPress={() => give.mutate()}>
            {t('outreach.promise.given')}
          </Button>
          <IconButton
            icon={IconX}
            label={t('outreach.promise.drop')}
            isPending={drop.isPending}
            onPress={() => drop.mutate()}
          />
        </span>
      )}
    </li>
  )
}

function PromiseForm({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useWords()
  const today = useToday()
  const readAnew = useReadAnew()
  const [text, setText] = useState('')
  const [on, setOn] = useState<string | null>(today)
  const add = useMutation({
    // By the end of the day, where the person is.
    mutationFn: (day: string) =>
      call(promiseAnswer, {
        body: { dealId: deal.id, text: text.trim(), dueAt: new Date(`${day}T23:59:00`).toISOString() },
      }),
    onSuccess: () => {
      onClose()
      readAnew()
    },
  })
  return (
    <Form
      label={t('outreach.promise.add')}
      onSubmit={() => on && text.trim() && add.mutate(on)}
      problem={add.error}
      className="gap-3!"
      actions={
        <>
          <Button onPress={onClose}>{t('deals.cancel')}</Button>
          <Button type="submit" variant="primary" isDisabled={!text.trim() || !on} isPending={add.isPending}>
            {t('outreach.promise.add')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 tablet:grid-cols-[minmax(0,1fr)_150px]">
        <TextField
          label={t('outreach.promise.text')}
          name="text"
          value={text}
          onChange={setText}
          maxLength={500}
          autoFocus
        />
        <DateField label={t('outreach.promise.due')} name="dueAt" value={on} onChange={setOn} />
      </div>
    </Form>
  )
}

function useReadAnew(): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: ['promises'] })
    void queries.invalidateQueries({ queryKey: ['deal'] })
  }
}
