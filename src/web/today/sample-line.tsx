import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { showSample } from '../../contract/sample.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import { useWords } from '../ui/index.ts'

/** So that nobody takes the sample's figures for their own: what is shown, and the way to be rid of it. */
export function SampleLine() {
  const { t } = useWords()
  const { workspace } = useSession()
  const address = useAddress()
  const mayManage = useRight('workspace.manage')
  const sample = useQuery({ queryKey: ['sample', workspace.id], queryFn: () => call(showSample), staleTime: Infinity })
  if (!sample.data?.loadedAt) return null
  return (
    <p className="text-12 text-ink-2 print:hidden">
      {t('sample.looking')}{' '}
      {mayManage && (
        <Link to={address('settings/workspace')} hash="sample" className="font-medium text-accent hover:underline">
          {t('sample.remove')}
        </Link>
      )}
    </p>
  )
}
