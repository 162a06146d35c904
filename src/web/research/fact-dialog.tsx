import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { addDossierFact, changeDossierFact, eraseDossierFact, privateKinds } from '../../contract/dossiers.ts'
import type { DossierFact, FactKind } from '../../contract/dossiers.ts'
import { confidences } from '../../contract/facts.ts'
import { sourceBases } from '../../contract/sources.ts'
import { call } from '../api.ts'
import { monthsLater } from '../people/day-of.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import {
  Button,
  DateField,
  SegmentedControl,
  SelectField,
  TextField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { bodyOf, useDossierRead } from './dossier-read.ts'
import type { DossierOf } from './dossier-read.ts'

type Draft = Pick<DossierFact, 'kind' | 'text' | 'source' | 'learnedOn' | 'confidence' | 'basis' | 'expiresOn'>

interface FactDialogProps {
  readonly of: DossierOf
  /** Null for a new one. */
  readonly fact: DossierFact | null
  readonly kinds: readonly FactKind[]
  readonly onClose: () => void
}

/** A fact with all that the law wants to know of it; what is usual is filled in. */
export function FactDialog({ of, fact, kinds, onClose }: FactDialogProps) {
  const { t } = useWords()
  const today = useToday()
  const [draft, setDraft] = useState<Draft>(fact ?? emptyDraft(today))
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const { save, erase } = useSaving({ of, fact, draft, onClose })
  const choose = (kind: FactKind) =>
    change({ kind, ...(fact ? {} : { expiresOn: monthsLater(today, isOfPrivateLife(kind) ? 12 : 24) }) })
  return (
    <FormDialog
      title={fact ? t('research.fact.edit') : t('research.fact.add.to', { name: of.name })}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={draft.text.trim() === '' || draft.source.trim() === ''}
      aside={
        fact && (
          <Button
            variant="quiet"
            icon={IconTrash}
            className="me-auto"
            isPending={erase.isPending}
            onPress={() => erase.mutate()}
          >
            {t('research.fact.erase')}
          </Button>
        )
      }
      onClose={onClose}
    >
      <What draft={draft} kinds={kinds} change={change} choose={choose} />
      <HowKnown draft={draft} change={change} today={today} />
    </FormDialog>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly change: (changes: Partial<Draft>) => void
}

interface WhatProps extends PartProps {
  readonly kinds: readonly FactKind[]
  readonly choose: (kind: FactKind) => void
}

function What({ draft, kinds, change, choose }: WhatProps) {
  const { t } = useWords()
  return (
    <>
      <SelectField
        label={t('research.fact.kind')}
        name="kind"
        options={kinds.map((id) => ({ id, label: t(`research.kind.${id}`) }))}
        value={draft.kind}
        onChange={choose}
      />
      <TextField
        label={t('research.fact.text')}
        name="text"
        dir="auto"
        value={draft.text}
        onChange={(text) => change({ text })}
        maxLength={500}
        description={t('research.fact.text.hint')}
        autoFocus
      />
      <TextField
        label={t('research.fact.source')}
        name="source"
        dir="auto"
        value={draft.source}
        onChange={(source) => change({ source })}
        maxLength={200}
        placeholder={t('research.fact.source.example')}
      />
    </>
  )
}

function HowKnown({ draft, change, today }: PartProps & { readonly today: string }) {
  const { t } = useWords()
  return (
    <>
      <div className="flex flex-col gap-1">
        <span className="text-12 font-medium text-ink-2">{t('research.fact.confidence')}</span>
        <SegmentedControl
          label={t('research.fact.confidence')}
          options={confidences.map((value) => ({ value, label: t(`codes.confidence.${value}`) }))}
          value={draft.confidence}
          onChange={(confidence) => change({ confidence })}
        />
      </div>
      <div className="grid gap-4 tablet:grid-cols-2">
        <DateField
          label={t('research.fact.learned')}
          name="learnedOn"
          value={draft.learnedOn}
          onChange={(learnedOn) => learnedOn && change({ learnedOn })}
          maxValue={today}
        />
        <DateField
          label={t('research.fact.expires')}
          name="expiresOn"
          value={draft.expiresOn}
          onChange={(expiresOn) => expiresOn && change({ expiresOn })}
          minValue={today}
        />
      </div>
      {isOfPrivateLife(draft.kind) ? (
        <p className="text-12 text-ink-2">{t('research.fact.basis.stated')}</p>
      ) : (
        <SelectField
          label={t('research.fact.basis')}
          name="basis"
          options={sourceBases.map((id) => ({ id, label: t(`codes.source_basis.${id}`) }))}
          value={draft.basis}
          onChange={(basis) => change({ basis })}
        />
      )}
    </>
  )
}

interface Saving {
  readonly of: DossierOf
  readonly fact: DossierFact | null
  readonly draft: Draft
  readonly onClose: () => void
}

function useSaving({ of, fact, draft, onClose }: Saving) {
  const say = useProblemWords()
  const readAnew = useDossierRead()
  const { kind, learnedOn, confidence, basis, expiresOn } = draft
  const body = {
    kind,
    learnedOn,
    confidence,
    expiresOn,
    text: draft.text.trim(),
    source: draft.source.trim(),
    ...(isOfPrivateLife(kind) ? {} : { basis }),
  }
  const onSuccess = () => {
    readAnew()
    onClose()
  }
  const save = useMutation<unknown>({
    mutationFn: () =>
      fact
        ? call(changeDossierFact, { params: { id: fact.id }, version: fact.version, body })
        : call(addDossierFact, { body: { ...body, ...bodyOf(of) } }),
    onSuccess,
  })
  const erase = useMutation({
    mutationFn: () => call(eraseDossierFact, { params: { id: fact?.id ?? '' } }),
    onSuccess,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return { save, erase }
}

function emptyDraft(today: string): Draft {
  const usual = { kind: 'business', confidence: 'medium', basis: 'legitimate_interest' } as const
  return { ...usual, text: '', source: '', learnedOn: today, expiresOn: monthsLater(today, 24) }
}

function isOfPrivateLife(kind: FactKind): boolean {
  return privateKinds.some((each) => each === kind)
}
