import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import IconCloudOff from '@tabler/icons-react/dist/esm/icons/IconCloudOff.mjs'
import { useSession } from '../shell/session.ts'
import { useWords } from '../words/language.tsx'
import { DisputeDialog } from './dispute-dialog.tsx'
import { useDispute } from './disputes.ts'
import { followWorkspace } from './follow-workspace.ts'
import { useLive } from './live-store.ts'

/** Keeps the screens of a workspace true to what others do, and asks when two have changed the same. */
export function Live() {
  const queries = useQueryClient()
  const { workspace } = useSession()
  const dispute = useDispute()
  useEffect(() => followWorkspace(queries), [queries, workspace.id])
  return (
    <>
      <LostSign />
      {dispute && <DisputeDialog dispute={dispute} />}
    </>
  )
}

/** A quiet word while changes by others cannot come in. */
function LostSign() {
  const { t } = useWords()
  const isLost = useLive(({ connection }) => connection === 'lost')
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-18 z-30 flex justify-center px-4 desktop:bottom-4 print:hidden"
    >
      {isLost && (
        <p className="flex animate-appear items-center gap-2 rounded-3 border border-line bg-raised px-3 py-1.5 text-12 text-ink-2 shadow-float">
          <IconCloudOff size={16} stroke={1.75} className="shrink-0 text-warn" />
          {t('live.lost')}
        </p>
      )}
    </div>
  )
}
