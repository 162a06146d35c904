import type { ShownQuota } from '../../contract/quotas.ts'
import type { Translate } from '../../words/index.ts'
import { useSession } from '../shell/session.ts'
import { useWords } from '../ui/index.ts'

/** What a place is called: by whom or what it is for. */
function nodeName(node: Pick<ShownQuota, 'kind' | 'name'>, workspace: string, t: Translate): string {
  if (node.kind === 'company') return workspace
  return node.kind === 'open' ? t('quotas.open') : (node.name ?? t('quotas.gone'))
}

export function useNodeName(): (node: Pick<ShownQuota, 'kind' | 'name'>) => string {
  const { t } = useWords()
  const { workspace } = useSession()
  return (node) => nodeName(node, workspace.name, t)
}
