import { useState } from 'react'
import { FormDialog } from '../people/form-dialog.tsx'
import { DateField, RadioCards, useWords } from '../ui/index.ts'
import type { NodeDialogProps } from './node-dialog.tsx'
import { useNodeName } from './node-name.tsx'
import { useEdit } from './queries.ts'

/** A place ends on a day: what remains of its quota goes to the neighbours, or waits for somebody. */
export function EndDialog({ plan, node, onClose }: NodeDialogProps) {
  const { t } = useWords()
  const nameOf = useNodeName()
  const [on, setOn] = useState<string | null>(plan.startsOn)
  const [rest, setRest] = useState<'neighbours' | 'open'>(node.kind === 'open' ? 'neighbours' : 'open')
  const edit = useEdit(plan, onClose)
  return (
    <FormDialog
      title={t('quotas.end.title', { name: nameOf(node) })}
      submit={t('quotas.end.submit')}
      onSubmit={() => on && edit.mutate({ kind: 'end', nodeId: node.id, on, rest })}
      problem={edit.error}
      isPending={edit.isPending}
      isDisabled={on === null}
      onClose={onClose}
    >
      <DateField
        label={t('quotas.end.on')}
        description={t('quotas.end.on.about')}
        value={on}
        onChange={setOn}
        minValue={plan.startsOn}
        maxValue={plan.endsOn}
      />
      {node.kind !== 'open' && (
        <RadioCards
          label={t('quotas.end.rest')}
          options={(['open', 'neighbours'] as const).map((value) => ({ value, title: t(`quotas.end.rest.${value}`) }))}
          value={rest}
          onChange={setRest}
        />
      )}
    </FormDialog>
  )
}
