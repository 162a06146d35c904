import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addHandoffKind, changeHandoffKind, handoffRoutes } from '../../contract/handoffs.ts'
import type { HandoffKind } from '../../contract/handoffs.ts'
import { languages } from '../../contract/primitives.ts'
import type { Language } from '../../contract/primitives.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { EachLanguage, NumberField, SelectField, Switch, TextField, useWords } from '../ui/index.ts'
import { useHandoffsRead } from './handoffs-query.ts'

interface Draft {
  readonly name: string
  readonly route: HandoffKind['route']
  readonly hours: number | null
  /** One point a line. */
  readonly points: string
  readonly texts: Partial<Record<Language, string>>
  readonly retired: boolean
}

const empty: Draft = { name: '', route: 'seller_to_care', hours: 8, points: '', texts: {}, retired: false }

function draftOf(kind: HandoffKind): Draft {
  return {
    name: kind.name,
    route: kind.route,
    hours: kind.acceptWithinHours,
    points: kind.checklist.join('\n'),
    texts: Object.fromEntries(kind.introductions.map(({ language, text }) => [language, text])),
    retired: kind.retired,
  }
}

/** A kind of handoff: its way, its checklist, how fast it is accepted, and how the customer is told. */
export function KindDialog({ kind, onClose }: { kind: HandoffKind | null; onClose: () => void }) {
  const { t } = useWords()
  const [draft, setDraft] = useState(kind ? draftOf(kind) : empty)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const save = useSaving(kind, draft, onClose)
  return (
    <FormDialog
      title={t(kind ? 'handoffs.kind.edit' : 'handoffs.kinds.add')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={draft.name.trim() === '' || draft.hours === null}
      onClose={onClose}
    >
      <TextField
        label={t('handoffs.kind.name')}
        name="name"
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={80}
        autoFocus
      />
      <div className="grid gap-4 tablet:grid-cols-[minmax(0,1fr)_10rem]">
        <SelectField
          label={t('handoffs.kind.route')}
          options={handoffRoutes.map((id) => ({ id, label: t(`codes.handoff_route.${id}`) }))}
          value={draft.route}
          onChange={(route) => change({ route })}
        />
        <NumberField
          label={t('handoffs.kind.hours')}
          name="acceptWithinHours"
          value={draft.hours}
          onChange={(hours) => change({ hours })}
          minValue={1}
          maxValue={400}
        />
      </div>
      <TextField
        label={t('handoffs.kind.points')}
        name="checklist"
        value={draft.points}
        onChange={(points) => change({ points })}
        rows={4}
        maxLength={6000}
      />
      <TextsField texts={draft.texts} onChange={(texts) => change({ texts })} />
      {kind && (
        <Switch isSelected={!draft.retired} onChange={(isUsed) => change({ retired: !isUsed })}>
          {t('handoffs.kind.in-use')}
        </Switch>
      )}
    </FormDialog>
  )
}

function useSaving(kind: HandoffKind | null, draft: Draft, onClose: () => void) {
  const readAnew = useHandoffsRead()
  const body = {
    name: draft.name.trim(),
    route: draft.route,
    acceptWithinHours: draft.hours ?? 8,
    checklist: [...new Set(draft.points.split('\n').flatMap((point) => point.trim() || []))],
    introductions: languages.flatMap((language) => {
      const text = draft.texts[language]?.trim()
      return text ? [{ language, text }] : []
    }),
  }
  return useMutation({
    mutationFn: () =>
      kind
        ? call(changeHandoffKind, {
            params: { id: kind.id },
            version: kind.version,
            body: { ...body, retired: draft.retired },
          })
        : call(addHandoffKind, { body }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
}

/** The words to the customer, a language at a time. */
function TextsField({ texts, onChange }: { texts: Draft['texts']; onChange: (texts: Draft['texts']) => void }) {
  const { t } = useWords()
  return (
    <EachLanguage label={t('handoffs.introduction.language')}>
      {(language, name) => (
        <TextField
          label={t('handoffs.kind.introduction', { language: name })}
          description={t('handoffs.kind.introduction.about', {
            customer: '{customer}',
            person: '{person}',
            sender: '{sender}',
            receiver: '{receiver}',
            deal: '{deal}',
          })}
          name="introductions"
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
