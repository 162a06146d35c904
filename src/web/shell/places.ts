import { useNavigate, useParams, useRouter } from '@tanstack/react-router'
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import IconArrowMerge from '@tabler/icons-react/dist/esm/icons/IconArrowMerge.mjs'
import IconCards from '@tabler/icons-react/dist/esm/icons/IconCards.mjs'
import IconDoor from '@tabler/icons-react/dist/esm/icons/IconDoor.mjs'
import IconCash from '@tabler/icons-react/dist/esm/icons/IconCash.mjs'
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import IconChartHistogram from '@tabler/icons-react/dist/esm/icons/IconChartHistogram.mjs'
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import IconFlask from '@tabler/icons-react/dist/esm/icons/IconFlask.mjs'
import IconGift from '@tabler/icons-react/dist/esm/icons/IconGift.mjs'
import IconLayoutKanban from '@tabler/icons-react/dist/esm/icons/IconLayoutKanban.mjs'
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs'
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs'
import IconPackage from '@tabler/icons-react/dist/esm/icons/IconPackage.mjs'
import IconRoute from '@tabler/icons-react/dist/esm/icons/IconRoute.mjs'
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
import IconSpeakerphone from '@tabler/icons-react/dist/esm/icons/IconSpeakerphone.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import IconTransfer from '@tabler/icons-react/dist/esm/icons/IconTransfer.mjs'
import IconTrendingUp from '@tabler/icons-react/dist/esm/icons/IconTrendingUp.mjs'
import IconTarget from '@tabler/icons-react/dist/esm/icons/IconTarget.mjs'
import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs'
import type { Permission } from '../../contract/permissions.ts'
import type { Icon } from '../ui/button.tsx'
import { useSession } from './session.ts'

/** A place in the side bar; `id` is its path below /w/{slug}/ and names its words, `shell.place.<id>`. */
export interface Place {
  readonly id: string
  readonly icon: Icon
  readonly keys: string
  readonly group: 'work' | 'measure' | 'manage'
  readonly right: Permission
  /** Out of sight while somebody works alone. */
  readonly isForTeams?: true
}

const places: readonly Place[] = [
  { id: 'today', icon: IconSun, keys: 'G T', group: 'work', right: 'deals.read' },
  { id: 'calendar', icon: IconCalendar, keys: 'G D', group: 'work', right: 'deals.read' },
  { id: 'prospects', icon: IconTargetArrow, keys: 'G R', group: 'work', right: 'base.read' },
  { id: 'sequences', icon: IconListNumbers, keys: 'G Q', group: 'work', right: 'deals.read' },
  { id: 'board', icon: IconLayoutKanban, keys: 'G B', group: 'work', right: 'deals.read' },
  { id: 'visits', icon: IconDoor, keys: 'G V', group: 'work', right: 'base.read' },
  { id: 'handoffs', icon: IconTransfer, keys: 'G H', group: 'work', right: 'deals.read', isForTeams: true },
  { id: 'incentives', icon: IconGift, keys: 'G W', group: 'work', right: 'deals.assign', isForTeams: true },
  { id: 'companies', icon: IconBuilding, keys: 'G C', group: 'work', right: 'base.read' },
  { id: 'campaigns', icon: IconSpeakerphone, keys: 'G N', group: 'work', right: 'base.read' },
  { id: 'forecast', icon: IconTrendingUp, keys: 'G F', group: 'measure', right: 'measurement.read' },
  { id: 'insights', icon: IconChartHistogram, keys: 'G I', group: 'measure', right: 'measurement.read' },
  { id: 'quotas', icon: IconTarget, keys: 'G L', group: 'measure', right: 'quotas.read' },
  { id: 'commission', icon: IconCash, keys: 'G E', group: 'measure', right: 'commission.read' },
  { id: 'process', icon: IconRoute, keys: 'G P', group: 'measure', right: 'process.read' },
  { id: 'experiments', icon: IconFlask, keys: 'G X', group: 'measure', right: 'measurement.read' },
  { id: 'answers', icon: IconMessages, keys: 'G A', group: 'manage', right: 'deals.read' },
  { id: 'cards', icon: IconCards, keys: 'G K', group: 'manage', right: 'deals.read' },
  { id: 'products', icon: IconPackage, keys: 'G O', group: 'manage', right: 'base.read' },
  { id: 'duplicates', icon: IconArrowMerge, keys: 'G U', group: 'manage', right: 'base.read' },
  { id: 'import', icon: IconFileImport, keys: 'G M', group: 'manage', right: 'imports.read' },
  { id: 'settings', icon: IconSettings, keys: 'G S', group: 'manage', right: 'workspace.read' },
]

/** The places that exist and that this member may see. */
export function usePlaces(): readonly Place[] {
  const { routesByPath } = useRouter()
  const { rights, memberCount } = useSession()
  return places.filter(
    ({ id, right, isForTeams }) =>
      `/w/$slug/${id}` in routesByPath && rights.includes(right) && (memberCount > 1 || !isForTeams),
  )
}

/** Makes addresses inside this workspace: `address('deals/018f…')`. */
export function useAddress(): (path: string) => string {
  const { slug = '' } = useParams({ strict: false })
  return (path) => `/w/${slug}/${path}`
}

/** Goes to an address inside this workspace. */
export function useGo(): (path: string, search?: Record<string, string>) => void {
  const navigate = useNavigate()
  const address = useAddress()
  return (path, search) => void navigate({ to: address(path), search: search ?? {} })
}
