import type { Playbook } from '../../contract/stage-playbook.ts'
import { Badge, useWords } from '../ui/index.ts'
import { questionText } from './question-text.ts'

/** What a playbook says, to be read beside the rest of a stage. */
export function PlaybookParts({ playbook: { questions, dos, donts } }: { playbook: Playbook }) {
  const { t, language } = useWords()
  const lists = [
    { id: 'dos', rules: dos },
    { id: 'donts', rules: donts },
  ] as const
  return (
    <>
      {questions.length > 0 && (
        <details>
          <summary className="cursor-pointer text-12 font-medium text-accent">{t('playbooks.questions')}</summary>
          <ul className="mt-1 flex list-disc flex-col gap-0.5 ps-5">
            {questions.map((question) => (
              <li key={question.key} dir="auto">
                {questionText(question, language).text}{' '}
                {question.isMust && <Badge tone="warn">{t('playbooks.must')}</Badge>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {lists.map(
        ({ id, rules }) =>
          rules.length > 0 && (
            <div key={id}>
              <h4 className="mb-1 text-12 font-medium text-ink-2">{t(`playbooks.${id}`)}</h4>
              <ul className="flex list-disc flex-col gap-0.5 ps-5">
                {rules.map((rule) => (
                  <li key={rule} dir="auto">
                    {rule}
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
    </>
  )
}
