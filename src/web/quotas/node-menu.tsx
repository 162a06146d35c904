import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import type { ShownQuota } from '../../contract/quotas.ts'
import { MenuItem, RowMenu, useWords } from '../ui/index.ts'
import { useNodeName } from './node-name.tsx'

/** What can be done with a place of a plan. */
export type NodeAct = 'stages' | 'split' | 'add' | 'capacity' | 'move' | 'end' | 'seasons'

const acts: Readonly<Record<ShownQuota['kind'], readonly NodeAct[]>> = {
  company: ['split', 'add'],
  team: ['split', 'add', 'end'],
  member: ['capacity', 'move', 'end', 'add'],
  product: ['end'],
  open: ['end'],
}

interface NodeMenuProps {
  readonly node: ShownQuota
  readonly mayEdit: boolean
  readonly onAct: (act: NodeAct) => void
}

export function NodeMenu({ node, mayEdit, onAct }: NodeMenuProps) {
  const { t } = useWords()
  const name = useNodeName()(node)
  const offered: NodeAct[] = [
    ...(node.kind === 'open' ? [] : (['stages'] as const)),
    ...(mayEdit ? acts[node.kind] : []),
  ]
  if (offered.length === 0) return null
  return (
    <RowMenu icon={IconDots} label={t('quotas.acts-of', { name })}>
      {offered.map((act) => (
        <MenuItem key={act} onAction={() => onAct(act)} isDanger={act === 'end'}>
          {t(`quotas.act.${act}`)}
        </MenuItem>
      ))}
    </RowMenu>
  )
}
