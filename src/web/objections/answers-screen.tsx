import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconMessageReport from '@tabler/icons-react/dist/esm/icons/IconMessageReport.mjs'
import { objectionKinds } from '../../contract/facts.ts'
import { listAnswers } from '../../contract/objections.ts'
import type { Answer } from '../../contract/objections.ts'
import { call } from '../api.ts'
import { FeedbackDialog } from '../playbooks/feedback-dialog.tsx'
import { Library, type Sought, soughtQuery } from '../shell/library.tsx'
import { useRight } from '../shell/session.ts'
import { Badge, Button, EmptyState, ErrorState, IconButton, Loading, useWords } from '../ui/index.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { OwnKinds } from './own-kinds.tsx'
import { ResolutionsCard } from './resolutions-card.tsx'

/** The library of prepared answers, by kind of objection. */
export function AnswersScreen() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const [edited, setEdited] = useState<Answer | 'new' | null>(null)
  const words = {
    add: t('objections.answers.add'),
    find: t('objections.answers.find'),
    withRetired: t('objections.answers.with-retired'),
  }
  return (
    <>
      <Library
        title={t('shell.place.answers')}
        words={words}
        onAdd={mayEdit ? () => setEdited('new') : undefined}
        className="max-w-200"
      >
        {(sought) => (
          <>
            <Answers sought={sought} onEdit={mayEdit ? setEdited : undefined} />
            <ResolutionsCard />
            <OwnKinds mayEdit={mayEdit} />
          </>
        )}
      </Library>
      {edited && <AnswerDialog answer={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  )
}

interface AnswersProps {
  readonly sought: Sought
  readonly onEdit: ((answer: Answer) => void) | undefined
}

function Answers({ sought, onEdit }: AnswersProps) {
  const { t } = useWords()
  const found = useInfiniteQuery({
    queryKey: ['answers', 'all', sought],
    initialPageParam: '',
    queryFn: ({ pageParam }) => call(listAnswers, { query: soughtQuery(sought, pageParam) }),
    getNextPageParam: ({ next }) => next,
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const all = found.data.pages.flatMap(({ items }) => items)
  if (all.length === 0) {
    return <EmptyState>{t(sought.typed ? 'objections.answers.none-found' : 'objections.answers.empty')}</EmptyState>
  }
  return (
    <>
      {objectionKinds.map((kind) => {
        const items = all.filter((answer) => answer.kind === kind)
        if (items.length === 0) return null
        return (
          <section key={kind} aria-labelledby={`kind-${kind}`} className="card p-4">
            <h2 id={`kind-${kind}`} className="mb-1 font-semibold">
              {t(`codes.objection-kind.${kind}`)}
            </h2>
            <ul className="flex flex-col">
              {items.map((answer) => (
                <AnswerLine key={answer.id} answer={answer} onEdit={onEdit} />
              ))}
            </ul>
          </section>
        )
      })}
      {found.hasNextPage && (
        <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('objections.answers.more')}
        </Button>
      )}
    </>
  )
}

function AnswerLine({ answer, onEdit }: { answer: Answer; onEdit: AnswersProps['onEdit'] }) {
  const { t, language } = useWords()
  const mayTell = useRight('deals.work')
  const [isTelling, setIsTelling] = useState(false)
  const text = answer.texts.find((each) => each.language === language) ?? answer.texts[0]
  return (
    <li className="flex items-start gap-3 border-b border-line py-3 last:border-b-0 last:pb-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="font-medium">{answer.title}</bdi>
          {answer.product && <bdi className="text-ink-2">{answer.product.name}</bdi>}
          {answer.retired && <Badge>{t('objections.answers.retired')}</Badge>}
          {answer.given > 0 && (
            <span className="text-12 text-ink-2">
              {t('objections.answers.worked', { overcame: answer.overcame, given: answer.given })}
            </span>
          )}
        </p>
        <p lang={text?.language} dir="auto" className="line-clamp-3 wrap-anywhere whitespace-pre-line text-ink-2">
          {text?.text}
        </p>
      </div>
      {mayTell && (
        <IconButton
          icon={IconMessageReport}
          label={t('playbooks.feedback.give-of', { title: answer.title })}
          onPress={() => setIsTelling(true)}
        />
      )}
      {isTelling && (
        <FeedbackDialog
          parts={[
            {
              id: 'answer',
              label: t('playbooks.feedback.about.answer', { title: answer.title }),
              body: { about: 'answer', answerId: answer.id },
            },
          ]}
          onClose={() => setIsTelling(false)}
        />
      )}
      {onEdit && (
        <Button
          variant="quiet"
          onPress={() => onEdit(answer)}
          aria-label={t('objections.answers.edit-of', { title: answer.title })}
        >
          {t('objections.answers.edit')}
        </Button>
      )}
    </li>
  )
}
