import { useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import type { AskedQuestion } from '../../contract/playbooks.ts'
import type { Stage } from '../../contract/process.ts'
import type { StageQuestion } from '../../contract/stage-playbook.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { DateField, MoneyField, TextField, useWords } from '../ui/index.ts'
import { useAsking } from './asked.ts'
import { questionText } from './question-text.ts'

interface SaidDialogProps {
  readonly deal: Deal
  readonly stage: Stage
  readonly question: StageQuestion
  readonly answer: AskedQuestion | undefined
  readonly onClose: () => void
}

/** What the buyer said to a question; a sum or a day that they named makes the range of the qualification. */
export function SaidDialog({ deal, stage, question, answer, onClose }: SaidDialogProps) {
  const { t, language } = useWords()
  const [words, setWords] = useState(answer?.words ?? '')
  const [minor, setMinor] = useState(answer?.minor ?? null)
  const [day, setDay] = useState(answer?.day ?? null)
  const asking = useAsking(deal)
  const said = { words: words.trim() || null, minor, day }
  const { text, language: written } = questionText(question, language)
  return (
    <FormDialog
      title={t('playbooks.said')}
      onSubmit={() => asking.mutate({ stage: stage.key, question: question.key, said }, { onSuccess: onClose })}
      problem={asking.error}
      isPending={asking.isPending}
      onClose={onClose}
    >
      <p lang={written} dir="auto" className="text-15 font-medium">
        {text}
      </p>
      {question.aspect === 'means' && (
        <MoneyField
          label={t('playbooks.said.money')}
          description={t('playbooks.said.range')}
          name="minor"
          currency={deal.currency}
          value={minor}
          onChange={setMinor}
        />
      )}
      {question.aspect === 'time' && (
        <DateField
          label={t('playbooks.said.day')}
          description={t('playbooks.said.range')}
          name="day"
          value={day}
          onChange={setDay}
        />
      )}
      <TextField
        label={t('playbooks.said.words')}
        name="words"
        dir="auto"
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={2000}
        autoFocus
      />
    </FormDialog>
  )
}
