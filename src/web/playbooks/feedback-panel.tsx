import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answerFeedback, feedbackVerdicts, listFeedback } from '../../contract/playbooks.ts'
import type { Feedback } from '../../contract/playbooks.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import {
  Ago,
  Badge,
  Button,
  Card,
  ErrorState,
  Loading,
  SegmentedControl,
  SelectField,
  TextField,
  useWords,
} from '../ui/index.ts'

/** What those who work with the playbook find not to work: what waits for an answer, and what came of the rest. */
export function FeedbackPanel() {
  const { t } = useWords()
  const [answered, setAnswered] = useState<'false' | 'true'>('false')
  const [open, setOpen] = useState<Feedback | null>(null)
  const mayAnswer = useRight('process.edit')
  return (
    <Card
      title={t('playbooks.feedback.queue')}
      actions={
        <SegmentedControl
          label={t('playbooks.feedback.queue')}
          options={[
            { value: 'false', label: t('playbooks.feedback.waiting') },
            { value: 'true', label: t('playbooks.feedback.answered') },
          ]}
          value={answered}
          onChange={setAnswered}
        />
      }
    >
      <FeedbackList answered={answered} onAnswer={mayAnswer ? setOpen : undefined} />
      {open && <AnswerForm feedback={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}

interface FeedbackListProps {
  readonly answered: 'false' | 'true'
  readonly onAnswer: ((feedback: Feedback) => void) | undefined
}

function FeedbackList({ answered, onAnswer }: FeedbackListProps) {
  const { t } = useWords()
  const found = useInfiniteQuery({
    queryKey: ['playbook-feedback', answered],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call(listFeedback, { query: { answered, limit: 50, ...(pageParam ? { after: pageParam } : {}) } }),
    getNextPageParam: ({ next }) => next,
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const all = found.data.pages.flatMap(({ items }) => items)
  if (all.length === 0) return <p className="text-ink-2">{t(`playbooks.feedback.none.${answered}`)}</p>
  return (
    <>
      <ul className="flex flex-col">
        {all.map((feedback) => (
          <FeedbackLine key={feedback.id} feedback={feedback} onAnswer={onAnswer} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('objections.answers.more')}
        </Button>
      )}
    </>
  )
}

interface FeedbackLineProps {
  readonly feedback: Feedback
  readonly onAnswer: FeedbackListProps['onAnswer']
}

function FeedbackLine({ feedback, onAnswer }: FeedbackLineProps) {
  const { t } = useWords()
  const address = useAddress()
  const { about, stage, answer, deal, words, createdAt, createdBy, verdict, reply, answeredBy } = feedback
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-b border-line py-3 last:border-b-0">
      <div className="min-w-60 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <Badge>{t(`codes.feedback-part.${about}`)}</Badge>
          {stage && <bdi className="font-medium">{stage.name ?? stage.key}</bdi>}
          {answer && <bdi className="font-medium">{answer.title}</bdi>}
          {verdict && (
            <Badge tone={verdict === 'changed' ? 'ok' : 'plain'}>{t(`codes.feedback-verdict.${verdict}`)}</Badge>
          )}
        </p>
        <p dir="auto" className="wrap-anywhere">
          {words}
        </p>
        {reply && (
          <p dir="auto" className="border-s-2 border-line ps-2 wrap-anywhere whitespace-pre-line text-ink-2">
            {reply}
          </p>
        )}
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          <Ago value={createdAt} />
          {createdBy && <bdi>{createdBy}</bdi>}
          {deal && (
            <Link to={address(`deals/${deal.id}`)} className="text-accent hover:underline">
              <bdi>{deal.name}</bdi>
            </Link>
          )}
          {answeredBy && <span>{t('playbooks.feedback.answered-by', { name: answeredBy })}</span>}
        </p>
      </div>
      {onAnswer && verdict === null && (
        <Button onPress={() => onAnswer(feedback)}>{t('playbooks.feedback.answer')}</Button>
      )}
    </li>
  )
}

function AnswerForm({ feedback, onClose }: { feedback: Feedback; onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [verdict, setVerdict] = useState<(typeof feedbackVerdicts)[number]>('changed')
  const [reply, setReply] = useState('')
  const save = useMutation({
    mutationFn: () =>
      call(answerFeedback, { params: { id: feedback.id }, body: { verdict, reply: reply.trim() || null } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['playbook-feedback'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('playbooks.feedback.answer')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      onClose={onClose}
    >
      <p dir="auto" className="text-ink-2">
        {feedback.words}
      </p>
      <SelectField
        label={t('playbooks.feedback.verdict')}
        options={feedbackVerdicts.map((id) => ({ id, label: t(`codes.feedback-verdict.${id}`) }))}
        value={verdict}
        onChange={setVerdict}
      />
      <TextField
        label={t('playbooks.feedback.reply')}
        name="reply"
        dir="auto"
        value={reply}
        onChange={setReply}
        rows={3}
        maxLength={2000}
        autoFocus
      />
    </FormDialog>
  )
}
