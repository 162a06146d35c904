import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { loadSample, removeSample, showSample } from '../../contract/sample.ts'
import { call } from '../api.ts'
import { dayOf } from '../people/day-of.ts'
import { useSession } from '../shell/session.ts'
import {
  Button,
  Card,
  Dialog,
  Form,
  Notice,
  Skeleton,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'

/** Brings the sample company, and takes it away again as a whole. */
export function SampleSettings() {
  const { t } = useWords()
  const { workspace } = useSession()
  const shown = useQuery({ queryKey: ['sample', workspace.id], queryFn: () => call(showSample) })
  if (shown.isPending) return <Skeleton className="h-30 w-full" />
  if (shown.isError) return null
  const { loadedAt, hasRoom } = shown.data
  return (
    <div id="sample" className="scroll-mt-17">
      <Card title={t('sample.title')}>
        {loadedAt !== null && <Loaded loadedAt={loadedAt} />}
        {hasRoom && <Offer />}
        {loadedAt === null && !hasRoom && <p className="text-ink-2">{t('sample.no-room')}</p>}
      </Card>
    </div>
  )
}

function Offer() {
  const { t } = useWords()
  const say = useProblemWords()
  const load = useSampleChange(
    () => call(loadSample, { body: {} }),
    () => t('sample.loaded'),
  )
  return (
    <>
      <p className="text-ink-2">{t('sample.offer')}</p>
      {load.isError && <Notice tone="bad">{say(load.error)}</Notice>}
      <Button className="self-start" isPending={load.isPending} onPress={() => load.mutate()}>
        {t('sample.load')}
      </Button>
    </>
  )
}

function Loaded({ loadedAt }: { loadedAt: string }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { timeZone } = useSession().workspace
  const [isAsking, setAsking] = useState(false)
  const remove = useSampleChange(
    () => call(removeSample, {}),
    ({ kept }) => {
      const count = kept.reduce((sum, each) => sum + each.count, 0)
      return count === 0 ? t('sample.removed') : t('sample.removed.kept', { count })
    },
    () => setAsking(false),
  )
  return (
    <>
      <p className="text-ink-2">{t('sample.since', { day: day(dayOf(loadedAt, timeZone)) })}</p>
      <Button className="self-start" onPress={() => setAsking(true)}>
        {t('sample.remove')}
      </Button>
      <Dialog title={t('sample.remove.question')} isOpen={isAsking} onClose={() => setAsking(false)}>
        <Form
          onSubmit={() => remove.mutate()}
          problem={remove.error}
          actions={
            <Button type="submit" variant="danger" isPending={remove.isPending}>
              {t('sample.remove')}
            </Button>
          }
        >
          <p>{t('sample.remove.more')}</p>
        </Form>
      </Dialog>
    </>
  )
}

/** A change of nearly everything: whatever was read before is read anew. */
function useSampleChange<Answer>(act: () => Promise<Answer>, words: (answer: Answer) => string, done = () => {}) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer) => {
      done()
      toast({ text: words(answer) })
      await queries.invalidateQueries()
    },
  })
}
