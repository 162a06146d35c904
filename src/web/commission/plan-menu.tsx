import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { type CommissionPlan, changeCommissionPlan } from '../../contract/commission-plans.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { MenuItem, RowMenu, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useCommissionRead } from './queries.ts'

/** A plan gets another name, or goes out of use for new members and comes back. */
export function PlanMenu({ plan }: { readonly plan: CommissionPlan }) {
  const { t } = useWords()
  const words = useProblemWords()
  const [isRenaming, setIsRenaming] = useState(false)
  const change = useChange(plan)
  const retire = () =>
    change.mutate({ retired: !plan.retired }, { onError: (error) => toast({ text: words(error), tone: 'bad' }) })
  return (
    <>
      <RowMenu icon={IconDots} label={t('commission.plans.acts-of', { plan: plan.name })}>
        <MenuItem onAction={() => setIsRenaming(true)}>{t('commission.plans.rename')}</MenuItem>
        <MenuItem onAction={retire}>
          {t(plan.retired ? 'commission.plans.bring-back' : 'commission.plans.retire')}
        </MenuItem>
      </RowMenu>
      {isRenaming && <RenameDialog plan={plan} onClose={() => setIsRenaming(false)} />}
    </>
  )
}

function RenameDialog({ plan, onClose }: { readonly plan: CommissionPlan; readonly onClose: () => void }) {
  const { t } = useWords()
  const [name, setName] = useState(plan.name)
  const change = useChange(plan)
  return (
    <FormDialog
      title={t('commission.plans.rename-of', { plan: plan.name })}
      size="small"
      submit={t('commission.plans.rename')}
      onSubmit={() => change.mutate({ name: name.trim() }, { onSuccess: onClose })}
      problem={change.error}
      isPending={change.isPending}
      isDisabled={!name.trim()}
      onClose={onClose}
    >
      <TextField
        label={t('commission.plans.name')}
        name="name"
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
      />
    </FormDialog>
  )
}

function useChange({ id, version }: CommissionPlan) {
  const readAnew = useCommissionRead()
  return useMutation({
    mutationFn: (body: BodyOf<typeof changeCommissionPlan>) =>
      call(changeCommissionPlan, { params: { id }, version, body }),
    onSuccess: readAnew,
  })
}
