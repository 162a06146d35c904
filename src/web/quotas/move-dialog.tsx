import { useState } from 'react'
import { FormDialog } from '../people/form-dialog.tsx'
import { DateField, SelectField, Switch, useWords } from '../ui/index.ts'
import type { NodeDialogProps } from './node-dialog.tsx'
import { useNodeName } from './node-name.tsx'
import { useEdit } from './queries.ts'

/** A seller goes to another team on a day; what was before stays where it was. */
export function MoveDialog({ plan, node, onClose }: NodeDialogProps) {
  const { t } = useWords()
  const nameOf = useNodeName()
  const places = plan.nodes.filter(({ kind, id }) => (kind === 'team' || kind === 'company') && id !== node.parentId)
  const [parentId, setParentId] = useState(places[0]?.id ?? null)
  const [on, setOn] = useState<string | null>(null)
  const [takesQuota, setTakesQuota] = useState(true)
  const edit = useEdit(plan, onClose)
  return (
    <FormDialog
      title={t('quotas.move.title', { name: nameOf(node) })}
      submit={t('quotas.move.submit')}
      onSubmit={() => parentId && on && edit.mutate({ kind: 'move', nodeId: node.id, parentId, on, takesQuota })}
      problem={edit.error}
      isPending={edit.isPending}
      isDisabled={parentId === null || on === null}
      onClose={onClose}
    >
      <SelectField
        label={t('quotas.move.to')}
        options={places.map((place) => ({ id: place.id, label: nameOf(place) }))}
        value={parentId}
        onChange={setParentId}
      />
      <DateField
        label={t('quotas.move.on')}
        value={on}
        onChange={setOn}
        minValue={plan.startsOn}
        maxValue={plan.endsOn}
      />
      <Switch isSelected={takesQuota} onChange={setTakesQuota}>
        {t('quotas.move.takes')}
      </Switch>
      <p className="text-12 text-ink-2">{t(takesQuota ? 'quotas.move.takes.about' : 'quotas.move.leaves.about')}</p>
    </FormDialog>
  )
}
