import { useState } from 'react'
import { disqualifyReasons } from '../../contract/facts.ts'
import type { Prospect } from '../../contract/prospects.ts'
import { useToday } from '../people/use-today.ts'
import { Button, DateField, Dialog, Form, TextField, useFormats, useWords } from '../ui/index.ts'
import { addDays } from '../people/day-of.ts'
import { Numbered } from './numbered.tsx'

interface AskProps<Answer> {
  readonly prospect: Prospect
  readonly onAnswer: (answer: Answer, note: string) => void
  readonly onClose: () => void
}

const spans = [
  { id: 'tomorrow', days: 1 },
  { id: 'three-days', days: 3 },
  { id: 'week', days: 7 },
  { id: 'month', days: 30 },
  { id: 'quarter', days: 91 },
] as const

/** Until when: the usual days by one key, any other by the calendar. */
export function SetAsideDialog({ prospect, onAnswer, onClose }: AskProps<string>) {
  const { t } = useWords()
  const { day } = useFormats()
  const today = useToday()
  const [until, setUntil] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const answer = (on: string) => onAnswer(on, note.trim())
  const choices = spans.map(({ id, days }) => ({ id, on: addDays(today, days), label: t(`prospects.set-aside.${id}`) }))
  return (
    <Dialog title={t('prospects.set-aside.title')} isOpen onClose={onClose} size="small">
      <About prospect={prospect} />
      <Numbered
        choices={choices.map(({ on, label }) => ({ id: on, label, hint: day(on, 'monthDay') }))}
        onChoose={answer}
      />
      <Form
        label={t('prospects.set-aside.title')}
        className="mt-4"
        onSubmit={() => until && answer(until)}
        actions={
          <>
            <Button onPress={onClose}>{t('prospects.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={!until}>
              {t('prospects.act.set-aside')}
            </Button>
          </>
        }
      >
        <DateField
          label={t('prospects.set-aside.day')}
          name="until"
          value={until}
          onChange={setUntil}
          minValue={addDays(today, 1)}
        />
        <TextField label={t('prospects.note')} name="note" value={note} onChange={setNote} maxLength={2000} />
      </Form>
    </Dialog>
  )
}

/** Why: one press, or the key of its number. */
export function DropDialog({ prospect, onAnswer, onClose }: AskProps<(typeof disqualifyReasons)[number]>) {
  const { t } = useWords()
  const [note, setNote] = useState('')
  const choices = disqualifyReasons.map((id) => ({ id, label: t(`codes.disqualify_reason.${id}`) }))
  return (
    <Dialog title={t('prospects.drop.title')} isOpen onClose={onClose} size="small">
      <About prospect={prospect} />
      <p className="mb-3 text-ink-2">{t('prospects.drop.stays')}</p>
      <Numbered choices={choices} onChoose={(id) => onAnswer(id, note.trim())} />
      <TextField
        label={t('prospects.note')}
        name="note"
        value={note}
        onChange={setNote}
        maxLength={2000}
        className="mt-4"
      />
    </Dialog>
  )
}

function About({ prospect: { name, company } }: { prospect: Prospect }) {
  return (
    <p className="-mt-2 mb-4 truncate text-ink-2">
      <bdi>{company ? `${name}, ${company.name}` : name}</bdi>
    </p>
  )
}
