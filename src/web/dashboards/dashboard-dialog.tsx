import { useState } from 'react'
import type { Dashboard, PinnedFigure } from '../../contract/dashboards.ts'
import { type Sharing, sharings } from '../../contract/views.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useRight } from '../shell/session.ts'
import { RadioCards, TextField, toast, useWords } from '../ui/index.ts'
import { useSaveDashboard } from './queries.ts'

interface DashboardDialogProps {
  /** The one whose name or sharing is changed; null makes a new one of the figures. */
  readonly dashboard: Dashboard | null
  readonly figures: readonly PinnedFigure[]
  readonly onSaved?: (dashboard: Dashboard) => void
  readonly onClose: () => void
}

/** Gives a dashboard its name, and says who finds it. */
export function DashboardDialog({ dashboard, figures, onSaved, onClose }: DashboardDialogProps) {
  const { t } = useWords()
  const mayShare = useRight('base.edit')
  const [name, setName] = useState(dashboard?.name ?? '')
  const [shared, setShared] = useState<Sharing>(dashboard?.shared ?? 'own')
  const save = useSaveDashboard((saved) => {
    toast({ text: t('dashboards.saved', { name: saved.name }) })
    onSaved?.(saved)
    onClose()
  })
  return (
    <FormDialog
      title={t(dashboard ? 'dashboards.rename' : 'dashboards.new')}
      size="small"
      onSubmit={() => save.mutate({ dashboard, body: { name, shared, figures: [...figures] } })}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={name.trim() === ''}
      onClose={onClose}
    >
      <TextField
        label={t('views.view.name')}
        name="name"
        value={name}
        onChange={setName}
        isRequired
        maxLength={60}
        autoFocus
      />
      {mayShare && (
        <RadioCards
          label={t('views.view.sharing')}
          name="shared"
          options={sharings.map((value) => ({ value, title: t('views.view.shared', { shared: value }) }))}
          value={shared}
          onChange={setShared}
        />
      )}
    </FormDialog>
  )
}
