import { useState } from 'react'
import type { Dashboard, PinnedFigure } from '../../contract/dashboards.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { toast, useWords } from '../ui/index.ts'
import { type NameAndSharing, NameAndSharingFields } from '../views/name-and-sharing.tsx'
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
  const [named, setNamed] = useState<NameAndSharing>({
    name: dashboard?.name ?? '',
    shared: dashboard?.shared ?? 'own',
  })
  const save = useSaveDashboard((saved) => {
    toast({ text: t('dashboards.saved', { name: saved.name }) })
    onSaved?.(saved)
    onClose()
  })
  return (
    <FormDialog
      title={t(dashboard ? 'dashboards.rename' : 'dashboards.new')}
      size="small"
      onSubmit={() => save.mutate({ dashboard, body: { ...named, figures: [...figures] } })}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={named.name.trim() === ''}
      onClose={onClose}
    >
      <NameAndSharingFields value={named} onChange={setNamed} />
    </FormDialog>
  )
}
