import type { QuotaPlan, ShownQuota } from '../../contract/quotas.ts'
import { AddDialog } from './add-dialog.tsx'
import { CapacityDialog } from './capacity-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import type { NodeAct } from './node-menu.tsx'
import { SeasonsDialog } from './seasons-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'
import { StagesDialog } from './stages-dialog.tsx'

export interface NodeDialogProps {
  readonly plan: QuotaPlan
  readonly node: ShownQuota
  readonly onClose: () => void
}

export function NodeDialog({ act, ...props }: NodeDialogProps & { readonly act: NodeAct }) {
  switch (act) {
    case 'stages':
      return <StagesDialog {...props} />
    case 'split':
      return <SplitDialog {...props} />
    case 'add':
      return <AddDialog {...props} />
    case 'capacity':
      return <CapacityDialog {...props} />
    case 'move':
      return <MoveDialog {...props} />
    case 'end':
      return <EndDialog {...props} />
    case 'seasons':
      return <SeasonsDialog {...props} />
  }
}
