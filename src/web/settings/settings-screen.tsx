import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Permission } from '../../contract/permissions.ts'
import { Problem } from '../api.ts'
import { ClosingSettings } from '../closing/closing-settings.tsx'
import { ExportSettings } from '../exports/export-settings.tsx'
import { RateSettings } from '../currencies/rate-settings.tsx'
import { FieldSettings } from '../fields/field-settings.tsx'
import { AdviceSettings } from '../forecast/advice-settings.tsx'
import { HandoffSettings } from '../handoffs/handoff-settings.tsx'
import { NurtureSettings } from '../nurture/nurture-settings.tsx'
import { SourceSettings } from '../people/source-settings.tsx'
import { TagSettings } from '../people/tag-settings.tsx'
import { PriceListSettings } from '../products/price-list-settings.tsx'
import { PrivacySettings } from '../research/privacy-settings.tsx'
import { WaySettings } from '../visits/way-settings.tsx'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.ts'
import { ErrorState, cx, useWords } from '../ui/index.ts'
import { AuditSettings } from './audit-settings.tsx'
import { KeySettings } from './key-settings.tsx'
import { MemberSettings } from './member-settings.tsx'
import { ProfileSettings } from './profile-settings.tsx'
import { RightsSettings } from './rights-settings.tsx'
import { WorkspaceSettings } from './workspace-settings.tsx'

interface Part {
  readonly id: string
  readonly right: Permission
  /** Out of sight while somebody works alone. */
  readonly isForTeams?: true
  readonly Content: () => ReactNode
}

const profile: Part = { id: 'profile', right: 'workspace.read', Content: ProfileSettings }

const parts: readonly Part[] = [
  profile,
  { id: 'workspace', right: 'workspace.read', Content: WorkspaceSettings },
  { id: 'members', right: 'members.read', Content: MemberSettings },
  { id: 'roles', right: 'members.read', isForTeams: true, Content: RightsSettings },
  { id: 'keys', right: 'keys.manage', Content: KeySettings },
  { id: 'sources', right: 'base.read', Content: SourceSettings },
  { id: 'prices', right: 'base.read', Content: PriceListSettings },
  { id: 'rates', right: 'base.read', Content: RateSettings },
  { id: 'tags', right: 'base.read', Content: TagSettings },
  { id: 'closing', right: 'deals.read', Content: ClosingSettings },
  { id: 'nurture', right: 'deals.read', Content: NurtureSettings },
  { id: 'handoffs', right: 'deals.read', isForTeams: true, Content: HandoffSettings },
  { id: 'advice', right: 'measurement.read', Content: AdviceSettings },
  { id: 'fields', right: 'workspace.read', Content: FieldSettings },
  { id: 'visits', right: 'base.read', Content: WaySettings },
  { id: 'privacy', right: 'workspace.read', Content: PrivacySettings },
  { id: 'export', right: 'exports.run', Content: ExportSettings },
  { id: 'audit', right: 'audit.read', Content: AuditSettings },
]

/** Each part has its own address, settings/{part}; without one it is the member's own. */
export function SettingsScreen() {
  const { t } = useWords()
  const { rights, memberCount } = useSession()
  const { part: wanted } = useParams({ strict: false })
  const part = parts.find(({ id }) => id === wanted) ?? profile
  const isAllowed = rights.includes(part.right)
  return (
    <Page title={t('settings.title')} layout="wide">
      <div className="mx-auto grid max-w-250 gap-x-10 gap-y-5 desktop:grid-cols-[13rem_minmax(0,1fr)]">
        <PartLinks
          current={part.id}
          shown={parts.filter((each) => rights.includes(each.right) && (memberCount > 1 || !each.isForTeams))}
        />
        <div className="flex min-w-0 flex-col gap-5">
          {isAllowed ? <part.Content /> : <ErrorState error={forbidden} />}
        </div>
      </div>
    </Page>
  )
}

const forbidden = new Problem({ code: 'forbidden' })

function PartLinks({ current, shown }: { current: string; shown: readonly Part[] }) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <nav
      aria-label={t('settings.title')}
      className="-mx-4 overflow-x-auto px-4 desktop:mx-0 desktop:overflow-visible desktop:px-0"
    >
      <ul className="flex gap-1 desktop:sticky desktop:top-17 desktop:flex-col">
        {shown.map(({ id }) => (
          <li key={id}>
            <Link
              to={address(`settings/${id}`)}
              aria-current={id === current ? 'page' : undefined}
              className={cx(
                'flex min-h-8 items-center rounded-2 px-3 font-medium whitespace-nowrap transition-colors',
                id === current ? 'bg-accent-soft text-accent' : 'text-ink-2 hover:bg-sunken hover:text-ink',
              )}
            >
              {t(`settings.part.${id}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
