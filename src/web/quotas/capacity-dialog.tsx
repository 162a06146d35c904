import { useState } from 'react'
import { FormDialog } from '../people/form-dialog.tsx'
import { NumberField, TextField, useWords } from '../ui/index.ts'
import { rampOf } from './months.ts'
import type { NodeDialogProps } from './node-dialog.tsx'
import { useNodeName } from './node-name.tsx'
import { useEdit } from './queries.ts'

/** How much of full time a seller has, and how they come up to strength; what splits by capacity go by. */
export function CapacityDialog({ plan, node, onClose }: NodeDialogProps) {
  const { t } = useWords()
  const nameOf = useNodeName()
  const [capacity, setCapacity] = useState<number | null>(node.capacity)
  const [ramp, setRamp] = useState(node.ramp.join(', '))
  const edit = useEdit(plan, onClose)
  return (
    <FormDialog
      title={t('quotas.capacity.title', { name: nameOf(node) })}
      onSubmit={() =>
        edit.mutate({ kind: 'set_capacity', nodeId: node.id, capacity: capacity ?? 100, ramp: rampOf(ramp) })
      }
      problem={edit.error}
      isPending={edit.isPending}
      onClose={onClose}
    >
      <NumberField
        label={t('quotas.capacity')}
        name="capacity"
        description={t('quotas.capacity.about')}
        value={capacity}
        minValue={0}
        maxValue={1000}
        onChange={setCapacity}
      />
      <TextField
        label={t('quotas.ramp')}
        name="ramp"
        description={t('quotas.ramp.about')}
        value={ramp}
        onChange={setRamp}
      />
    </FormDialog>
  )
}
