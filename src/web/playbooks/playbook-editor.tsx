import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Language } from '../../contract/primitives.ts'
import { aspects } from '../../contract/stage-playbook.ts'
import type { Playbook, StageQuestion } from '../../contract/stage-playbook.ts'
import { Button, Checkbox, EachLanguage, IconButton, SelectField, TextField, useWords } from '../ui/index.ts'
import { SettledText } from './settled-text.tsx'

// The contract's limits.
const [mostQuestions, mostRules] = [30, 10]

interface PlaybookEditorProps {
  readonly playbook: Playbook
  readonly onChange: (playbook: Playbook) => void
}

/** How a stage is worked: what to ask, in the languages that buyers speak, what to do and what not. */
export function PlaybookEditor({ playbook, onChange }: PlaybookEditorProps) {
  const { t } = useWords()
  const { questions } = playbook
  const replace = (at: number, ...next: StageQuestion[]) =>
    onChange({ ...playbook, questions: questions.toSpliced(at, 1, ...next) })
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('playbooks.questions')}</legend>
        <EachLanguage label={t('playbooks.editor.language')}>
          {(shown) => (
            <>
              {questions.map((question, at) => (
                <QuestionRow
                  key={question.key}
                  question={question}
                  shown={shown}
                  onChange={(next) => replace(at, next)}
                  onRemove={() => replace(at)}
                />
              ))}
              <NewQuestion
                isDisabled={questions.length >= mostQuestions}
                onAdd={(text) =>
                  onChange({ ...playbook, questions: [...questions, newQuestion(text, shown, questions)] })
                }
              />
            </>
          )}
        </EachLanguage>
      </fieldset>
      <div className="grid gap-4 tablet:grid-cols-2">
        {(['dos', 'donts'] as const).map((field) => (
          <SettledText
            key={field}
            label={t(`playbooks.${field}`)}
            description={t('playbooks.editor.one-a-line')}
            rows={3}
            value={playbook[field].join('\n')}
            onSettle={(text) => onChange({ ...playbook, [field]: linesOf(text) })}
          />
        ))}
      </div>
    </div>
  )
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().slice(0, 300))
  return lines.filter((line) => line !== '').slice(0, mostRules)
}

/** Its key is the first free number: it stays whatever the question says later. */
function newQuestion(text: string, language: Language, others: readonly StageQuestion[]): StageQuestion {
  const taken = new Set(others.map(({ key }) => key))
  let number = 1
  while (taken.has(`question-${number}`)) number += 1
  return { key: `question-${number}`, aspect: null, isClue: false, isMust: false, texts: [{ language, text }] }
}

interface QuestionRowProps {
  readonly question: StageQuestion
  readonly shown: Language
  readonly onChange: (question: StageQuestion) => void
  readonly onRemove: () => void
}

const noAspect = 'none'

function QuestionRow({ question, shown, onChange, onRemove }: QuestionRowProps) {
  const { t } = useWords()
  const { texts, aspect, isClue, isMust } = question
  const own = texts.find(({ language }) => language === shown)?.text ?? ''
  const others = texts.filter(({ language }) => language !== shown)
  const settle = (text: string) => {
    const next = text === '' ? others : [...others, { language: shown, text }]
    // A question that says nothing in any language is none: it is taken away by its own button.
    if (next.length > 0) onChange({ ...question, texts: next })
  }
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line pb-3 last:border-b-0">
      <SettledText
        key={shown}
        label={t('playbooks.editor.question')}
        hideLabel
        className="min-w-60 flex-1"
        maxLength={300}
        placeholder={others[0]?.text ?? ''}
        value={own}
        onSettle={settle}
      />
      <SelectField
        label={t('playbooks.editor.aspect')}
        hideLabel
        className="w-44!"
        options={[
          { id: noAspect, label: t('playbooks.editor.no-aspect') },
          ...aspects.map((id) => ({ id, label: t(`codes.aspect.${id}`) })),
        ]}
        value={aspect ?? noAspect}
        onChange={(id) => onChange({ ...question, aspect: aspects.find((each) => each === id) ?? null })}
      />
      <div className="flex items-center gap-3 pt-1">
        <Checkbox isSelected={isMust} onChange={(next) => onChange({ ...question, isMust: next })}>
          {t('playbooks.must')}
        </Checkbox>
        <Checkbox isSelected={isClue} onChange={(next) => onChange({ ...question, isClue: next })}>
          {t('playbooks.editor.clue')}
        </Checkbox>
        <IconButton icon={IconX} label={t('ui.remove', { name: own || others[0]?.text })} onPress={onRemove} />
      </div>
    </div>
  )
}

function NewQuestion({ isDisabled, onAdd }: { isDisabled: boolean; onAdd: (text: string) => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const add = () => {
    if (text.trim() !== '') onAdd(text.trim())
    setText('')
  }
  return (
    <div className="flex items-end gap-2">
      <TextField
        label={t('playbooks.editor.new')}
        className="min-w-0 flex-1"
        dir="auto"
        maxLength={300}
        value={text}
        onChange={setText}
        isDisabled={isDisabled}
      />
      <Button variant="quiet" icon={IconPlus} isDisabled={isDisabled || text.trim() === ''} onPress={add}>
        {t('playbooks.editor.add')}
      </Button>
    </div>
  )
}
