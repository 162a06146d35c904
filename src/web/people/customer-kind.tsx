import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import IconHome from '@tabler/icons-react/dist/esm/icons/IconHome.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import type { Icon } from '../ui/index.ts'
import type { CustomerKind } from './customers.ts'

const icons: Record<CustomerKind, Icon> = { company: IconBuilding, person: IconUser, household: IconHome }

export function CustomerIcon({ kind, size = 14 }: { kind: CustomerKind; size?: number }) {
  const Glyph = icons[kind]
  return <Glyph size={size} stroke={1.75} className="shrink-0 text-ink-3" />
}
