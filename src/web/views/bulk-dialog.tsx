import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { BulkAct } from '../../contract/bulk-edits.ts'
import { type Field, type ListKind, fieldsOf } from '../../contract/fields.ts'
import { useRight, useSession } from '../shell/session.ts'
import {
  Button,
  ComboBox,
  DateField,
  Dialog,
  Form,
  MoneyField,
  NumberField,
  SelectField,
  TextField,
  useWords,
} from '../ui/index.ts'
import { useChoices, useTags } from './choices.ts'
import { fieldName } from './field-words.ts'

interface BulkDialogProps {
  readonly kind: ListKind
  readonly onClose: () => void
  readonly onAct: (act: BulkAct) => Promise<void>
}

/** Sets one field of all chosen rows, or adds and takes away a tag. */
export function BulkDialog({ kind, onClose, onAct }: BulkDialogProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const mayAssign = useRight('deals.assign')
  const hasTags = useTags().length > 0
  const fields = fieldsOf[kind].filter(
    ({ key, isEditable, refersTo }) =>
      isEditable &&
      key !== 'name' &&
      (refersTo !== 'tags' || hasTags) &&
      (kind !== 'deals' || key !== 'ownerId' || mayAssign),
  )
  const [key, setKey] = useState(fields[0]?.key ?? '')
  const [value, setValue] = useState<unknown>(null)
  const [isTaken, setIsTaken] = useState(false)
  const field = fields.find((each) => each.key === key)
  const act = useMutation({
    mutationFn: () => onAct(actOf(field, value, isTaken, workspace.currency)),
  })
  const isTags = field?.refersTo === 'tags'
  return (
    <Dialog title={t('views.bulk.edit')} isOpen onClose={onClose} size="small">
      <Form
        onSubmit={() => act.mutate()}
        problem={act.error}
        actions={
          <>
            <Button variant="quiet" onPress={onClose}>
              {t('views.cancel')}
            </Button>
            <Button
              type="submit"
              variant="primary"
              isPending={act.isPending}
              isDisabled={isTags && typeof value !== 'string'}
            >
              {t('views.bulk.apply')}
            </Button>
          </>
        }
      >
        <SelectField
          label={t('views.filter.field')}
          options={fields.map((each) => ({ id: each.key, label: fieldName(t, kind, each.key) }))}
          value={key}
          onChange={(next) => {
            setKey(next)
            setValue(null)
          }}
        />
        {isTags && (
          <SelectField
            label={t('views.bulk.tags')}
            options={[
              { id: 'add', label: t('views.bulk.tags.add') },
              { id: 'remove', label: t('views.bulk.tags.remove') },
            ]}
            value={isTaken ? 'remove' : 'add'}
            onChange={(next) => setIsTaken(next === 'remove')}
          />
        )}
        {field && <NewValue key={key} kind={kind} field={field} value={value} onChange={setValue} />}
      </Form>
    </Dialog>
  )
}

function actOf(field: Field | undefined, value: unknown, isTaken: boolean, currency: string): BulkAct {
  if (!field) return {}
  if (field.refersTo === 'tags') return isTaken ? { removeTags: [String(value)] } : { addTags: [String(value)] }
  const money = field.type === 'money' && field.currencyKey && value !== null ? { [field.currencyKey]: currency } : {}
  return { set: { [field.key]: value === '' ? null : value, ...money } }
}

interface NewValueProps {
  readonly kind: ListKind
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function NewValue({ kind, field, value, onChange }: NewValueProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const [typed, setTyped] = useState('')
  const choices = useChoices(kind, field, typed).filter(({ id }) => id !== 'me')
  const label = t('views.bulk.value')
  const description = t('views.bulk.value.empty')
  switch (field.type) {
    case 'number':
      return (
        <NumberField
          label={label}
          description={description}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
          minValue={0}
        />
      )
    case 'money':
      return (
        <MoneyField
          label={label}
          description={description}
          currency={workspace.currency}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      )
    case 'day':
      return (
        <DateField
          label={label}
          description={description}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      )
    case 'yes_no':
      return (
        <SelectField
          label={label}
          options={['true', 'false'].map((id) => ({ id, label: t('views.yes-no', { value: id }) }))}
          value={value === null ? null : String(value)}
          onChange={(id) => onChange(id === 'true')}
        />
      )
    case 'choice':
    case 'multi':
    case 'reference':
      if (field.refersTo === 'companies')
        return (
          <ComboBox
            label={label}
            description={description}
            options={choices}
            value={typeof value === 'string' ? value : null}
            onChange={onChange}
            onInputChange={setTyped}
          />
        )
      return (
        <SelectField
          label={label}
          options={[...(field.type === 'reference' ? [{ id: '', label: t('views.value.nobody') }] : []), ...choices]}
          value={value === null ? (field.type === 'reference' ? '' : null) : String(value)}
          onChange={onChange}
        />
      )
    case 'text':
    case 'instant':
      return (
        <TextField
          label={label}
          description={description}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          maxLength={200}
        />
      )
  }
}
