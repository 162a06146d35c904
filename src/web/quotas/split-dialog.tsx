import { useState } from 'react'
import { type SplitBasis, splitBases } from '../../contract/quota-edits.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { NumberField, RadioCards, useWords } from '../ui/index.ts'
import { FromMonth } from './from-month.tsx'
import type { NodeDialogProps } from './node-dialog.tsx'
import { useNodeName } from './node-name.tsx'
import { useEdit } from './queries.ts'

/** Shares out what a place has: by shares that are typed, or by what is known of each. */
export function SplitDialog({ plan, node, onClose }: NodeDialogProps) {
  const { t } = useWords()
  const nameOf = useNodeName()
  const children = plan.nodes.filter(({ parentId }) => parentId === node.id)
  const [by, setBy] = useState<SplitBasis>('capacity')
  const [fromMonth, setFromMonth] = useState(0)
  const [weights, setWeights] = useState(new Map(children.map(({ id, weight }) => [id, weight])))
  const edit = useEdit(plan, onClose)
  const typed = [...weights].map(([nodeId, weight]) => ({ nodeId, weight }))
  return (
    <FormDialog
      title={t('quotas.split.title', { name: nameOf(node) })}
      submit={t('quotas.split.submit')}
      onSubmit={() =>
        edit.mutate({ kind: 'split', nodeId: node.id, by, fromMonth, ...(by === 'weights' ? { weights: typed } : {}) })
      }
      problem={edit.error}
      isPending={edit.isPending}
      isDisabled={children.length === 0}
      onClose={onClose}
    >
      <RadioCards
        label={t('quotas.split.by')}
        options={splitBases.map((value) => ({
          value,
          title: t(`quotas.split.${value}`),
          description: t(`quotas.split.${value}.about`),
        }))}
        value={by}
        onChange={setBy}
      />
      {by === 'weights' && (
        <div className="grid gap-3 tablet:grid-cols-2">
          {children.map((child) => (
            <NumberField
              key={child.id}
              label={nameOf(child)}
              name={child.id}
              minValue={0}
              value={weights.get(child.id) ?? 1}
              onChange={(weight) => setWeights(new Map([...weights, [child.id, weight ?? 0]]))}
            />
          ))}
        </div>
      )}
      <FromMonth plan={plan} value={fromMonth} onChange={setFromMonth} label={t('quotas.from-month')} />
    </FormDialog>
  )
}
