import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { BulkAct } from '../../contract/bulk-edits.ts'
import type { Field, ListKind } from '../../contract/fields.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Button, Dialog, Form, SelectField, useWords } from '../ui/index.ts'
import { NewValue } from './bulk-value.tsx'
import { useTags } from './choices.ts'
import { useFieldName } from './field-words.ts'
import { useFields } from './fields.ts'

interface BulkDialogProps {
  readonly kind: ListKind
  readonly onClose: () => void
  readonly onAct: (act: BulkAct) => Promise<void>
}

/** Sets one field of all chosen rows, or adds and takes away a tag. */
export function BulkDialog({ kind, onClose, onAct }: BulkDialogProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const fields = useOpenFields(kind)
  const nameOf = useFieldName(kind)
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
          options={fields.map((each) => ({ id: each.key, label: nameOf(each.key) }))}
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

/** The fields that may be set for many at once. */
function useOpenFields(kind: ListKind): readonly Field[] {
  const mayAssign = useRight('deals.assign')
  const hasTags = useTags().length > 0
  return useFields(kind).filter(({ key, isEditable, refersTo }) => {
    if (!isEditable || key === 'name') return false
    if (refersTo === 'tags') return hasTags
    return kind !== 'deals' || key !== 'ownerId' || mayAssign
  })
}

function actOf(field: Field | undefined, value: unknown, isTaken: boolean, currency: string): BulkAct {
  if (!field) return {}
  if (field.refersTo === 'tags') return isTaken ? { removeTags: [String(value)] } : { addTags: [String(value)] }
  if (field.custom) return { set: { [field.key]: value } }
  const money = field.type === 'money' && field.currencyKey && value !== null ? { [field.currencyKey]: currency } : {}
  return { set: { [field.key]: value === '' ? null : value, ...money } }
}
