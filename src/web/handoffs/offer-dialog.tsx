import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { draftHandoff, offerHandoff } from '../../contract/handoffs.ts'
import type { HandoffKind } from '../../contract/handoffs.ts'
import { may } from '../../contract/permissions.ts'
import type { Language } from '../../contract/primitives.ts'
import { languageFacts } from '../../words/languages.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useMembers } from '../people/members.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Notice, SelectField, TextField, useWords } from '../ui/index.ts'
import { useHandoffKinds, useHandoffsRead } from './handoffs-query.ts'

interface Said {
  /** Null: the first that fits. */
  readonly kindId: string | null
  readonly toId: string | null
  readonly note: string
  readonly language: Language | null
  /** Null: as it was filled in. */
  readonly written: string | null
}

const nothing: Said = { kindId: null, toId: null, note: '', language: null, written: null }

/** Offers a deal, or the care of its customer, to a colleague; the words to the customer are filled in already. */
export function OfferDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useWords()
  const kinds = (useHandoffKinds().data?.items ?? []).filter(
    ({ route }) => (route === 'seller_to_care') === (deal.outcome === 'won'),
  )
  const [said, setSaid] = useState(nothing)
  const change = (changes: Partial<Said>) => setSaid({ ...said, ...changes })
  const kind = kinds.find(({ id }) => id === said.kindId) ?? kinds[0]
  const draft = useDraft(deal.id, kind, said)
  const readAnew = useHandoffsRead()
  const text = (said.written ?? draft?.introduction ?? '').trim()
  const language = said.language ?? draft?.language
  const offer = useMutation({
    mutationFn: () =>
      call(offerHandoff, {
        params: { id: deal.id },
        body: {
          kindId: kind?.id ?? '',
          toId: said.toId ?? '',
          note: said.note.trim() || null,
          introduction: text || null,
          ...(language ? { introductionLanguage: language } : {}),
        },
      }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('handoffs.offer')}
      onSubmit={() => offer.mutate()}
      problem={offer.error}
      isPending={offer.isPending}
      isDisabled={kind === undefined || said.toId === null}
      submit={t('handoffs.offer')}
      onClose={onClose}
    >
      {kind === undefined ? <NoKinds /> : <Fields kinds={kinds} kind={kind} said={said} onChange={change} />}
      {draft && draft.languages.length > 0 && <WordsField draft={draft} said={said} onChange={change} />}
    </FormDialog>
  )
}

function NoKinds() {
  const { t } = useWords()
  const address = useAddress()
  return (
    <Notice>
      {t('handoffs.no-kinds')}{' '}
      <a href={address('settings/handoffs')} className="underline">
        {t('handoffs.to-settings')}
      </a>
    </Notice>
  )
}

interface FieldsProps {
  readonly kinds: readonly HandoffKind[]
  readonly kind: HandoffKind
  readonly said: Said
  readonly onChange: (changes: Partial<Said>) => void
}

function Fields({ kinds, kind, said, onChange }: FieldsProps) {
  const { t } = useWords()
  const receivers = useReceivers(kind)
  return (
    <>
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('handoffs.kind')}
          options={kinds.map(({ id, name }) => ({ id, label: name }))}
          value={kind.id}
          onChange={(kindId) => onChange({ kindId, written: null })}
        />
        <SelectField
          label={t('handoffs.to')}
          name="toId"
          options={receivers.map(({ id, name }) => ({ id, label: name }))}
          value={said.toId}
          onChange={(toId) => onChange({ toId, written: null })}
        />
      </div>
      <p className="text-12 text-ink-2">{t('handoffs.within', { hours: kind.acceptWithinHours })}</p>
      <TextField
        label={t('handoffs.note')}
        value={said.note}
        onChange={(note) => onChange({ note })}
        rows={2}
        maxLength={4000}
      />
    </>
  )
}

type Draft = OutputOf<typeof draftHandoff>

/** The words to the customer, in one of the languages that they are written in. */
function WordsField({ draft, said, onChange }: Pick<FieldsProps, 'said' | 'onChange'> & { draft: Draft }) {
  const { t } = useWords()
  return (
    <>
      <SelectField
        label={t('handoffs.introduction.language')}
        options={draft.languages.map((code) => ({ id: code, label: languageFacts[code].nativeName }))}
        value={said.language ?? draft.language}
        onChange={(language) => onChange({ language, written: null })}
      />
      <TextField
        label={t('handoffs.introduction')}
        dir="auto"
        value={said.written ?? draft.introduction ?? ''}
        onChange={(written) => onChange({ written })}
        rows={5}
        maxLength={4000}
      />
    </>
  )
}

/** Colleagues who can work with it: with a deal, or with a customer. */
function useReceivers({ route }: HandoffKind) {
  const { member } = useSession()
  const right = route === 'seller_to_care' ? 'base.edit' : 'deals.work'
  return useMembers().filter(({ id, role }) => id !== member.id && may(role, right))
}

function useDraft(dealId: string, kind: HandoffKind | undefined, { toId, language }: Said) {
  const query = { kind: kind?.id, to: toId ?? undefined, ...(language ? { language } : {}) }
  const found = useQuery({
    queryKey: ['handoffs', 'draft', dealId, query],
    queryFn: () => call(draftHandoff, { params: { id: dealId }, query }),
    enabled: kind !== undefined && toId !== null,
    // While another language is fetched, the words stand.
    placeholderData: keepPreviousData,
  })
  return toId === null ? undefined : found.data
}
