import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import IconLayoutKanban from '@tabler/icons-react/dist/esm/icons/IconLayoutKanban.mjs'
import IconList from '@tabler/icons-react/dist/esm/icons/IconList.mjs'
import { useNavigate } from '@tanstack/react-router'
import type { viewForms } from '../../contract/views.ts'
import { useAddress } from '../shell/places.ts'
import { SegmentedControl, useWords } from '../ui/index.ts'

type Form = (typeof viewForms)[number]

/** The same deals on the board, as a list, or by days. */
export function DealForms({ form, onChange }: { form: Form; onChange: (form: Form) => void }) {
  const { t } = useWords()
  return (
    <SegmentedControl
      label={t('views.form')}
      options={[
        { value: 'board', label: t('views.form.board'), icon: IconLayoutKanban },
        { value: 'grid', label: t('views.form.grid'), icon: IconList },
        { value: 'calendar', label: t('views.form.calendar'), icon: IconCalendar },
      ]}
      value={form}
      onChange={onChange}
    />
  )
}

/** From the board to the other forms, with what of its filter a list knows. */
export function BoardForms({ owner, process }: { owner?: string | undefined; process?: string | undefined }) {
  const navigate = useNavigate()
  const address = useAddress()
  const is = (field: string, value: string | undefined) => (value ? [{ field, op: 'is', value }] : [])
  const filter = { and: [...is('outcome', 'open'), ...is('ownerId', owner), ...is('processId', process)] }
  const go = (form: Form) => void navigate({ to: address('deals'), search: { filter, form } })
  return <DealForms form="board" onChange={(form) => form !== 'board' && go(form)} />
}
