import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { ObjectionKind } from '../../contract/facts.ts'
import { listAnswers } from '../../contract/objections.ts'
import type { Answer } from '../../contract/objections.ts'
import { call } from '../api.ts'
import { Skeleton, TextField, useWords } from '../ui/index.ts'

interface AnswerPickProps {
  readonly kind: ObjectionKind
  readonly productId: string | null
  readonly value: string | null
  readonly onChange: (id: string) => void
}

/** The answers that are prepared for a kind of objection, found while one types; the text in the reader's language first. */
export function AnswerPick({ kind, productId, value, onChange }: AnswerPickProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const found = useQuery({
    queryKey: ['answers', 'for', kind, productId, typed],
    queryFn: () =>
      call(listAnswers, {
        // With words typed, answers to all kinds are looked through.
        query: { limit: 8, ...(productId ? { product: productId } : {}), ...(typed.trim() ? { q: typed } : { kind }) },
      }),
    placeholderData: keepPreviousData,
  })
  const answers = found.data?.items ?? []
  return (
    <div className="flex flex-col gap-2">
      <TextField label={t('objections.answers.find')} name="q" value={typed} onChange={setTyped} maxLength={100} />
      {found.isPending && <Skeleton className="h-16" />}
      {found.isSuccess && answers.length === 0 && <RootQuestions isSearched={typed !== ''} />}
      {answers.length > 0 && (
        <RadioGroup
          aria-label={t('objections.answers')}
          value={value}
          onChange={onChange}
          className="flex max-h-70 flex-col gap-1.5 overflow-auto p-1 -m-1"
        >
          {answers.map((answer) => (
            <AnswerCard key={answer.id} answer={answer} />
          ))}
        </RadioGroup>
      )}
    </div>
  )
}

function AnswerCard({ answer }: { answer: Answer }) {
  const { t, language } = useWords()
  const text = answer.texts.find((each) => each.language === language) ?? answer.texts[0]
  return (
    <Radio
      value={answer.id}
      className="flex cursor-default flex-col gap-1 rounded-3 border border-line p-3 data-focus-visible:outline-2 data-focus-visible:outline-accent data-hovered:border-line-strong data-selected:border-accent data-selected:bg-accent-soft"
    >
      <span className="flex flex-wrap items-baseline gap-x-2">
        <bdi className="font-medium">{answer.title}</bdi>
        {answer.given > 0 && (
          <span className="text-12 text-ink-2">
            {t('objections.answers.worked', { overcame: answer.overcame, given: answer.given })}
          </span>
        )}
      </span>
      <span lang={text?.language} dir="auto" className="whitespace-pre-line wrap-anywhere">
        {text?.text}
      </span>
      {answer.questions && (
        <span dir="auto" className="text-12 whitespace-pre-line text-ink-2">
          {answer.questions}
        </span>
      )}
    </Radio>
  )
}

const questions = ['what', 'compared', 'if-solved'] as const

/** Nothing is prepared: questions that lead to the root of it. */
function RootQuestions({ isSearched }: { isSearched: boolean }) {
  const { t } = useWords()
  return (
    <div className="rounded-3 bg-sunken p-3">
      <p className="mb-1 font-medium">{t(isSearched ? 'objections.answers.none-found' : 'objections.answers.none')}</p>
      <ul className="list-disc ps-5">
        {questions.map((each) => (
          <li key={each}>{t(`objections.root.${each}`)}</li>
        ))}
      </ul>
    </div>
  )
}
