import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { giveFeedback } from '../../contract/playbooks.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { SelectField, TextField, toast, useWords } from '../ui/index.ts'

/** What can be found not to work: what it is called, and how the API names it. */
export interface FeedbackPart {
  readonly id: string
  readonly label: string
  readonly body: Omit<Body, 'words'>
}

type Body = Parameters<typeof call<typeof giveFeedback>>[1]['body']

interface FeedbackDialogProps {
  readonly parts: readonly FeedbackPart[]
  readonly onClose: () => void
}

/** What does not work, and why: whoever owns the process reads it and answers. */
export function FeedbackDialog({ parts, onClose }: FeedbackDialogProps) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [about, setAbout] = useState(parts[0]?.id ?? null)
  const [words, setWords] = useState('')
  const give = useMutation({
    mutationFn: async (part: FeedbackPart) => call(giveFeedback, { body: { ...part.body, words: words.trim() } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['playbook-feedback'] })
      onClose()
      toast({ text: t('playbooks.feedback.given') })
    },
  })
  const part = parts.find(({ id }) => id === about)
  return (
    <FormDialog
      title={t('playbooks.feedback.give')}
      submit={t('playbooks.feedback.send')}
      onSubmit={() => part && give.mutate(part)}
      problem={give.error}
      isPending={give.isPending}
      isDisabled={words.trim() === ''}
      onClose={onClose}
    >
      <SelectField label={t('playbooks.feedback.about')} options={parts} value={about} onChange={setAbout} />
      <TextField
        label={t('playbooks.feedback.words')}
        name="words"
        dir="auto"
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={1000}
        autoFocus
      />
    </FormDialog>
  )
}
