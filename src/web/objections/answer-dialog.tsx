import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { objectionKinds } from '../../contract/facts.ts'
import { addAnswer, changeAnswer } from '../../contract/objections.ts'
import type { Answer } from '../../contract/objections.ts'
import { languages } from '../../contract/primitives.ts'
import type { Language } from '../../contract/primitives.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { ProductField } from '../products/product-field.tsx'
import { EachLanguage, SelectField, Switch, TextField, useWords } from '../ui/index.ts'
import { useObjectionsRead } from './objections-read.ts'

interface Draft extends Pick<Answer, 'title' | 'kind' | 'productId' | 'retired'> {
  readonly questions: string
  readonly texts: Partial<Record<Language, string>>
}

const empty: Draft = { title: '', kind: 'price', productId: null, retired: false, questions: '', texts: {} }

/** An answer in as many languages as buyers speak; changing it makes a new version. */
export function AnswerDialog({ answer, onClose }: { answer: Answer | null; onClose: () => void }) {
  const { t } = useWords()
  const [draft, setDraft] = useState<Draft>(answer ? draftOf(answer) : empty)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const { save, isWhole } = useSaving(answer, draft, onClose)
  return (
    <FormDialog
      title={t(answer ? 'objections.answers.edit' : 'objections.answers.add')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={!isWhole}
      onClose={onClose}
    >
      <TextField
        label={t('objections.answers.title')}
        name="title"
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={120}
        autoFocus
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('objections.kind')}
          options={objectionKinds.map((id) => ({ id, label: t(`codes.objection-kind.${id}`) }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <ProductField
          label={t('objections.product')}
          noneLabel={t('objections.answers.any-product')}
          value={draft.productId}
          onChange={(productId) => change({ productId })}
        />
      </div>
      <TextsField texts={draft.texts} onChange={(texts) => change({ texts })} />
      <TextField
        label={t('objections.answers.questions')}
        name="questions"
        value={draft.questions}
        onChange={(questions) => change({ questions })}
        rows={2}
        maxLength={2000}
      />
      {answer && (
        <Switch isSelected={!draft.retired} onChange={(isUsed) => change({ retired: !isUsed })}>
          {t('objections.answers.in-use')}
        </Switch>
      )}
    </FormDialog>
  )
}

function draftOf({ title, kind, productId, retired, questions, texts }: Answer): Draft {
  const byLanguage = Object.fromEntries(texts.map(({ language, text }) => [language, text]))
  return { title, kind, productId, retired, questions: questions ?? '', texts: byLanguage }
}

function useSaving(answer: Answer | null, { retired, ...draft }: Draft, onClose: () => void) {
  const readAnew = useObjectionsRead()
  const texts = languages.flatMap((language) => {
    const text = draft.texts[language]?.trim()
    return text ? [{ language, text }] : []
  })
  const body = { ...draft, title: draft.title.trim(), texts, questions: draft.questions.trim() || null }
  const save = useMutation({
    mutationFn: () =>
      answer
        ? call(changeAnswer, { params: { id: answer.id }, version: answer.version, body: { ...body, retired } })
        : call(addAnswer, { body }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  return { save, isWhole: body.title !== '' && texts.length > 0 }
}

/** The words, a language at a time. */
function TextsField({ texts, onChange }: { texts: Draft['texts']; onChange: (texts: Draft['texts']) => void }) {
  const { t } = useWords()
  return (
    <EachLanguage label={t('objections.answers.language')}>
      {(language, name) => (
        <TextField
          label={t('objections.answers.text', { language: name })}
          name="texts"
          dir="auto"
          value={texts[language] ?? ''}
          onChange={(text) => onChange({ ...texts, [language]: text })}
          rows={5}
          maxLength={4000}
        />
      )}
    </EachLanguage>
  )
}
