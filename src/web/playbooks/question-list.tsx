import { Suspense, lazy, useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import type { Deal } from '../../contract/deals.ts'
import type { AskedQuestion } from '../../contract/playbooks.ts'
import type { Stage } from '../../contract/process.ts'
import type { StageQuestion } from '../../contract/stage-playbook.ts'
import { Badge, Checkbox, IconButton, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { answerTo, useAsked, useAsking } from './asked.ts'
import { questionText } from './question-text.ts'

const SaidDialog = lazy(() => withWords(async () => ({ default: (await import('./said-dialog.tsx')).SaidDialog })))

interface QuestionListProps {
  readonly deal: Deal
  readonly stage: Stage
  readonly mayWork: boolean
}

/** The questions of a stage, those that must be asked first, each ticked off with what was said. */
export function QuestionList({ deal, stage, mayWork }: QuestionListProps) {
  const { t } = useWords()
  const [said, setSaid] = useState<StageQuestion | null>(null)
  const asked = useAsked(deal.id).data?.items ?? []
  const { questions } = stage.playbook
  const musts = questions.filter(({ isMust }) => isMust)
  const done = musts.filter(({ key }) => answerTo(asked, stage.key, key)).length
  const ordered = [...musts, ...questions.filter(({ isMust }) => !isMust)]
  return (
    <div>
      <h3 className="mb-1 flex flex-wrap gap-x-2 text-12 font-medium text-ink-2">
        {t('playbooks.questions')}
        {musts.length > 0 && (
          <span className={done < musts.length ? 'text-warn' : 'text-ok'}>
            {t('playbooks.musts', { done, musts: musts.length })}
          </span>
        )}
      </h3>
      <ul className="flex flex-col">
        {ordered.map((question) => (
          <QuestionLine
            key={question.key}
            deal={deal}
            stage={stage}
            question={question}
            answer={answerTo(asked, stage.key, question.key)}
            onSay={mayWork ? () => setSaid(question) : undefined}
          />
        ))}
      </ul>
      {said && (
        <Suspense>
          <SaidDialog
            deal={deal}
            stage={stage}
            question={said}
            answer={answerTo(asked, stage.key, said.key)}
            onClose={() => setSaid(null)}
          />
        </Suspense>
      )}
    </div>
  )
}

interface QuestionLineProps {
  readonly deal: Deal
  readonly stage: Stage
  readonly question: StageQuestion
  readonly answer: AskedQuestion | undefined
  readonly onSay: (() => void) | undefined
}

function QuestionLine({ deal, stage, question, answer, onSay }: QuestionLineProps) {
  const { t, language } = useWords()
  const say = useProblemWords()
  const asking = useAsking(deal)
  const { text, language: written } = questionText(question, language)
  const tick = (isAsked: boolean) =>
    asking.mutate(
      { stage: stage.key, question: question.key, said: isAsked ? {} : null },
      { onError: (error) => toast({ text: say(error), tone: 'bad' }) },
    )
  const words = (
    <>
      <span lang={written} dir="auto">
        {text}
      </span>
      {question.isMust && !answer && (
        <span className="ms-2">
          <Badge tone="warn">{t('playbooks.must')}</Badge>
        </span>
      )}
    </>
  )
  return (
    <li className="flex items-start gap-2 border-b border-line py-1.5 last:border-b-0">
      <div className="min-w-0 flex-1">
        <Checkbox
          isSelected={asking.isPending ? asking.variables.said !== null : answer !== undefined}
          isDisabled={onSay === undefined || asking.isPending}
          onChange={tick}
        >
          {words}
        </Checkbox>
        {answer && <Answer deal={deal} answer={answer} />}
      </div>
      {onSay && <IconButton icon={IconPencil} label={t('playbooks.said.of', { question: text })} onPress={onSay} />}
    </li>
  )
}

function Answer({ deal, answer: { words, minor, day } }: { deal: Deal; answer: AskedQuestion }) {
  const { money, day: written } = useFormats()
  const named = [
    ...(minor === null ? [] : [money({ minor, currency: deal.currency })]),
    ...(day === null ? [] : [written(day)]),
  ]
  if (named.length === 0 && words === null) return null
  return (
    <p className="ps-6 text-ink-2">
      {named.map((each) => (
        <bdi key={each} className="me-2 font-medium">
          {each}
        </bdi>
      ))}
      {words && (
        <span dir="auto" className="wrap-anywhere whitespace-pre-line">
          {words}
        </span>
      )}
    </p>
  )
}
