import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { putOnCommissionPlan } from '../../contract/commission-plans.ts'
import type { CommissionPlan } from '../../contract/commission-plans.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import { useColleagues } from '../settings/team-query.ts'
import { Checkbox, DateField, useWords } from '../ui/index.ts'
import { useCommissionRead } from './queries.ts'

/** Who is on a plan from the first of a month on. */
export function MembersDialog({ plan, onClose }: { plan: CommissionPlan; onClose: () => void }) {
  const { t } = useWords()
  const colleagues = useColleagues()
  const readAnew = useCommissionRead()
  const before = new Set(plan.members.map(({ id }) => id))
  const [on, setOn] = useState<ReadonlySet<string>>(before)
  const [from, setFrom] = useState<string | null>(`${useToday().slice(0, 8)}01`)
  const save = useMutation({
    mutationFn: async () => {
      const put = (memberIds: string[], off: boolean) =>
        memberIds.length > 0 &&
        call(putOnCommissionPlan, { params: { id: plan.id }, body: { memberIds, from: from ?? '', off } })
      await put(
        [...on].filter((id) => !before.has(id)),
        false,
      )
      await put(
        [...before].filter((id) => !on.has(id)),
        true,
      )
    },
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  const choose = (id: string, isOn: boolean) =>
    setOn(isOn ? new Set([...on, id]) : new Set([...on].filter((each) => each !== id)))
  return (
    <FormDialog
      title={t('commission.members.of', { plan: plan.name })}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={from === null}
      onClose={onClose}
    >
      <DateField
        label={t('commission.members.from')}
        description={t('commission.members.about')}
        value={from}
        onChange={setFrom}
      />
      <fieldset className="grid gap-x-4 gap-y-1 tablet:grid-cols-2">
        <legend className="sr-only">{t('commission.members')}</legend>
        {colleagues.map(({ id, name }) => (
          <Checkbox key={id} isSelected={on.has(id)} onChange={(isOn) => choose(id, isOn)}>
            {name}
          </Checkbox>
        ))}
      </fieldset>
    </FormDialog>
  )
}
