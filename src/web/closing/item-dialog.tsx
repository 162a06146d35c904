import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addClosingItem, changeClosingItem, dropClosingItem } from '../../contract/closing-items.ts'
import type { ClosingItem } from '../../contract/closing-items.ts'
import { closingKinds } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useMembers } from '../people/members.ts'
import { Button, DateField, SelectField, TextField, useWords } from '../ui/index.ts'
import { useClosingRead } from './closing-query.ts'

interface ItemDialogProps {
  readonly dealId: string
  readonly item: ClosingItem | null
  readonly onClose: () => void
}

const nobody = 'nobody'

interface Draft extends Pick<ClosingItem, 'kind' | 'title' | 'dueOn'> {
  /** Null: nobody has chosen, and a new line is for the deal's owner. */
  readonly ownerId: string | null
}

/** A line of the closing checklist: what, whose, by when. */
export function ItemDialog({ dealId, item, onClose }: ItemDialogProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState<Draft>(
    item
      ? { ...item, ownerId: item.owner?.id ?? nobody }
      : { kind: 'paperwork', title: '', dueOn: null, ownerId: null },
  )
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const { save, drop } = useSaving({ dealId, item, onClose }, draft)
  return (
    <FormDialog
      title={t(item ? 'closing.item.edit' : 'closing.item.add')}
      onSubmit={() => save.mutate()}
      problem={save.error ?? drop.error}
      isPending={save.isPending}
      isDisabled={draft.title.trim() === ''}
      aside={
        item && (
          <Button variant="quiet" isPending={drop.isPending} onPress={() => drop.mutate()} className="me-auto">
            {t('closing.item.drop')}
          </Button>
        )
      }
      onClose={onClose}
    >
      <TextField
        label={t('closing.item.title')}
        name="title"
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={200}
        autoFocus
      />
      <SelectField
        label={t('closing.item.kind')}
        options={closingKinds.map((id) => ({ id, label: t(`codes.closing_kind.${id}`) }))}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <OwnerField value={draft.ownerId} onChange={(ownerId) => change({ ownerId })} />
        <DateField
          label={t('closing.item.due')}
          name="dueOn"
          value={draft.dueOn}
          onChange={(dueOn) => change({ dueOn })}
        />
      </div>
    </FormDialog>
  )
}

function OwnerField({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const { t } = useWords()
  const members = useMembers()
  return (
    <SelectField
      label={t('closing.item.owner')}
      name="ownerId"
      options={[
        { id: nobody, label: t('closing.item.nobody') },
        ...members.map((member) => ({ id: member.id, label: member.name })),
      ]}
      value={value}
      placeholder={t('closing.item.deal-owner')}
      onChange={onChange}
    />
  )
}

function useSaving({ dealId, item, onClose }: ItemDialogProps, { kind, title, dueOn, ownerId }: Draft) {
  const readAnew = useClosingRead()
  const onSuccess = () => {
    readAnew()
    onClose()
  }
  const owner = ownerId === null ? {} : { ownerId: ownerId === nobody ? null : ownerId }
  const body = { kind, title: title.trim(), dueOn, ...owner }
  const save = useMutation({
    mutationFn: () =>
      item
        ? call(changeClosingItem, { params: { id: item.id }, version: item.version, body })
        : call(addClosingItem, { params: { id: dealId }, body }),
    onSuccess,
  })
  const drop = useMutation({
    mutationFn: () => call(dropClosingItem, { params: { id: item?.id ?? '' } }),
    onSuccess,
  })
  return { save, drop }
}
