import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import { confidences, knownBy, verdicts } from '../../contract/facts.ts'
import type { Aspect } from '../../contract/qualification.ts'
import { qualifyDeal } from '../../contract/qualifying.ts'
import { call } from '../api.ts'
import { useDealSaved, useVersion } from '../deals/deal-query.ts'
import { questionText } from '../playbooks/question-text.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { DateField, MoneyField, SegmentedControl, SelectField, TextField, useWords } from '../ui/index.ts'

interface Draft {
  readonly verdict: (typeof verdicts)[number]
  readonly confidence: (typeof confidences)[number]
  readonly knownBy: (typeof knownBy)[number]
  readonly words: string
  readonly lowMinor: number | null
  readonly highMinor: number | null
  readonly earliestOn: string | null
  readonly likelyOn: string | null
  readonly latestOn: string | null
}

const empty: Draft = {
  verdict: 'yes',
  confidence: 'medium',
  knownBy: 'asked',
  words: '',
  lowMinor: null,
  highMinor: null,
  earliestOn: null,
  likelyOn: null,
  latestOn: null,
}

interface AspectDialogProps {
  readonly deal: Deal
  readonly aspect: Aspect
  readonly onClose: () => void
}

/** What is known of one aspect, with questions that lead there without asking straight. */
export function AspectDialog({ deal, aspect, onClose }: AspectDialogProps) {
  const { t } = useWords()
  const saved = useDealSaved()
  const known = deal.qualification[aspect]
  const [draft, setDraft] = useState<Draft>({ ...empty, ...known, words: known?.words ?? '' })
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const save = useMutation({
    mutationFn: () => call(qualifyDeal, { params: { id: deal.id }, body: { [aspect]: inputOf(aspect, draft, deal) } }),
    onSuccess: (next) => {
      saved(next)
      onClose()
    },
  })
  return (
    <FormDialog
      title={t(`qualification.ask.${aspect}`)}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      onClose={onClose}
    >
      <SegmentedControl
        label={t(`codes.aspect.${aspect}`)}
        options={verdicts.map((value) => ({ value, label: t(`codes.verdict.${value}`) }))}
        value={draft.verdict}
        onChange={(verdict) => change({ verdict })}
      />
      {aspect === 'means' && <MeansFields deal={deal} draft={draft} onChange={change} />}
      {aspect === 'time' && <TimeFields draft={draft} onChange={change} />}
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('qualification.known-by')}
          options={knownBy.map((id) => ({ id, label: t(`codes.known-by.${id}`) }))}
          value={draft.knownBy}
          onChange={(how) => change({ knownBy: how })}
        />
        <SelectField
          label={t('qualification.confidence')}
          options={confidences.map((id) => ({ id, label: t(`codes.confidence.${id}`) }))}
          value={draft.confidence}
          onChange={(confidence) => change({ confidence })}
        />
      </div>
      <TextField
        label={t('qualification.words')}
        name="words"
        value={draft.words}
        onChange={(words) => change({ words })}
        rows={2}
        maxLength={2000}
      />
      <Clues deal={deal} aspect={aspect} />
    </FormDialog>
  )
}

function inputOf(aspect: Aspect, draft: Draft, deal: Deal) {
  const { verdict, confidence, knownBy: how, words } = draft
  const assessed = { verdict, confidence, knownBy: how, words: words.trim() || null }
  const { lowMinor, highMinor, earliestOn, likelyOn, latestOn } = draft
  if (aspect === 'means') return { ...assessed, lowMinor, highMinor, currency: deal.currency }
  if (aspect === 'time') return { ...assessed, earliestOn, likelyOn, latestOn }
  return assessed
}

interface FieldsProps {
  readonly draft: Draft
  readonly onChange: (changes: Partial<Draft>) => void
}

function MeansFields({ deal, draft, onChange }: FieldsProps & { deal: Deal }) {
  const { t } = useWords()
  return (
    <div className="grid gap-4 tablet:grid-cols-2">
      <MoneyField
        label={t('qualification.means.low')}
        name="means.lowMinor"
        currency={deal.currency}
        value={draft.lowMinor}
        onChange={(lowMinor) => onChange({ lowMinor })}
      />
      <MoneyField
        label={t('qualification.means.high')}
        name="means.highMinor"
        currency={deal.currency}
        value={draft.highMinor}
        onChange={(highMinor) => onChange({ highMinor })}
      />
    </div>
  )
}

function TimeFields({ draft, onChange }: FieldsProps) {
  const { t } = useWords()
  return (
    <div className="grid gap-4 tablet:grid-cols-3">
      {(['earliestOn', 'likelyOn', 'latestOn'] as const).map((field) => (
        <DateField
          key={field}
          label={t(`qualification.time.${field}`)}
          name={`time.${field}`}
          value={draft[field]}
          onChange={(on) => onChange({ [field]: on })}
        />
      ))}
    </div>
  )
}

/** Indirect questions, for the call: those of the deal's process, and where it has none, some that always help. */
function Clues({ deal, aspect }: { deal: Deal; aspect: Aspect }) {
  const { t, language } = useWords()
  const questions = useVersion(deal)?.stages.flatMap(({ playbook }) => playbook.questions) ?? []
  const own = questions.filter((question) => question.aspect === aspect)
  const shown =
    own.length > 0
      ? own.map((question) => questionText(question, language).text)
      : [t(`qualification.clue.${aspect}.first`), t(`qualification.clue.${aspect}.second`)]
  return (
    <div className="rounded-3 bg-sunken p-3">
      <p className="mb-1 font-medium">{t('qualification.clues')}</p>
      <ul className="list-disc ps-5">
        {shown.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}
