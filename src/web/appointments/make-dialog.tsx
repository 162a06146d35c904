import { useState } from 'react'
import { makeAppointment } from '../../contract/appointments.ts'
import type { Appointment } from '../../contract/appointments.ts'
import type { Deal } from '../../contract/deals.ts'
import { appointmentForms } from '../../contract/facts.ts'
import { Problem, call } from '../api.ts'
import { CustomerField } from '../people/customer-field.tsx'
import { customerId } from '../people/customers.ts'
import type { CustomerChoice } from '../people/customers.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useSession } from '../shell/session.ts'
import { Checkbox, Notice, SelectField, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useAct } from './appointments-query.ts'
import { WhenFields } from './when-fields.tsx'
import type { When } from './when-fields.tsx'
import { instantAt } from './times.ts'

interface MakeDialogProps {
  readonly day: string
  /** The deal that it is for; without one, the people are asked for. */
  readonly deal?: Deal
  readonly onClose: () => void
}

interface Draft {
  readonly title: string
  readonly form: Appointment['form']
  readonly place: string
  readonly who: CustomerChoice | null
  readonly isConfirmed: boolean
  readonly reason: string
}

/** Makes an appointment: with whom, what, when; the earliest free times are offered. Asked once who decides. */
export function MakeDialog({ day, deal, onClose }: MakeDialogProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const [when, setWhen] = useState<When>({ day, time: '', minutes: 60 })
  const [draft, setDraft] = useState<Draft>(() => firstDraft(deal, t('appointments.title.usual')))
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const make = useMaking(draft, when, deal, onClose)
  const asked = make.error instanceof Problem && make.error.code === 'decider_unconfirmed' ? make.error : null
  return (
    <FormDialog
      title={t('appointments.make')}
      submit={t(asked ? 'appointments.make-anyway' : 'appointments.make')}
      onSubmit={() => make.mutate()}
      problem={asked ? null : make.error}
      isPending={make.isPending}
      isDisabled={when.time === '' || (!deal && draft.who === null) || (asked !== null && draft.reason.trim() === '')}
      onClose={onClose}
    >
      <CustomerField
        label={t('appointments.with')}
        name="personIds"
        kinds={['person']}
        value={draft.who}
        onChange={(who) => change({ who })}
      />
      <TextField
        label={t('appointments.what')}
        name="title"
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={200}
        isRequired
      />
      <WhenFields when={when} onChange={setWhen} personId={draft.who?.id ?? null} />
      <HowFields draft={draft} onChange={change} />
      {asked && (
        <div className="flex flex-col gap-3">
          <Notice tone="warn">{say(asked)}</Notice>
          <TextField
            label={t('appointments.reason')}
            name="withoutDecider"
            value={draft.reason}
            onChange={(reason) => change({ reason })}
            maxLength={500}
            autoFocus
          />
        </div>
      )}
    </FormDialog>
  )
}

function HowFields({ draft, onChange }: { draft: Draft; onChange: (changes: Partial<Draft>) => void }) {
  const { t } = useWords()
  return (
    <>
      <div className="grid gap-3 tablet:grid-cols-[160px_minmax(0,1fr)]">
        <SelectField
          label={t('appointments.form')}
          options={appointmentForms.map((id) => ({ id, label: t(`codes.appointment-form.${id}`) }))}
          value={draft.form}
          onChange={(form) => onChange({ form })}
        />
        <TextField
          label={t(`appointments.place.${draft.form}`)}
          name="place"
          value={draft.place}
          onChange={(place) => onChange({ place })}
          maxLength={500}
        />
      </div>
      <Checkbox isSelected={draft.isConfirmed} onChange={(isConfirmed) => onChange({ isConfirmed })}>
        {t('appointments.said-yes')}
      </Checkbox>
    </>
  )
}

function firstDraft(deal: Deal | undefined, title: string): Draft {
  const [who] = deal?.stakeholders ?? []
  const customer = deal?.customer
  const person = who
    ? { kind: 'person' as const, id: who.personId, name: who.name }
    : customer?.kind === 'person'
      ? { kind: 'person' as const, id: customer.id, name: customer.name }
      : null
  return { title, form: 'in_person', place: '', who: person, isConfirmed: false, reason: '' }
}

function useMaking(draft: Draft, when: When, deal: Deal | undefined, onClose: () => void) {
  const { t } = useWords()
  const { timeZone } = useSession().workspace
  return useAct(
    async () => {
      const { who, title, form, place, isConfirmed, reason } = draft
      return call(makeAppointment, {
        body: {
          title: title.trim(),
          form,
          place: place.trim() || null,
          startsAt: instantAt(when.day, when.time, timeZone) ?? '',
          minutes: when.minutes,
          confirmed: isConfirmed,
          ...(deal ? { dealId: deal.id } : {}),
          ...(who ? { personIds: [await customerId(who)] } : {}),
          ...(reason.trim() ? { withoutDecider: reason.trim() } : {}),
        },
      })
    },
    () => {
      onClose()
      toast({ text: t('appointments.made') })
    },
    true,
  )
}
