import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
import IconRotate from '@tabler/icons-react/dist/esm/icons/IconRotate.mjs'
import IconUserCheck from '@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs'
import { assignDeal } from '../../contract/deals.ts'
import type { Deal } from '../../contract/deals.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { call } from '../api.ts'
import { useMembers } from '../people/members.ts'
import { useCommands } from '../shell/commands.ts'
import type { Command } from '../shell/commands.ts'
import { useSession } from '../shell/session.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import { useDealActs } from './deal-acts.tsx'
import { useDealSaved } from './deal-query.ts'
import { endIcons, openEndings } from './endings.ts'

/**
 * Offers in the palette what can be done with the deal that is on the screen; below `DealActs`.
 * @param stages those of its process version in their order; empty while they are read
 */
export function useDealCommands(deal: Deal, stages: ProcessVersion['stages']): void {
  const acts = useDealActs()
  const { rights } = useSession()
  const assigns = useAssignCommands(deal)
  const moves = stages
    .filter(({ key, phases }) => key !== deal.stage.key && !phases.includes('care'))
    .map(
      (stage): Command => ({
        id: `move-${stage.key}`,
        icon: IconArrowRight,
        isOneOfMany: stage.position !== deal.stage.position + 1,
        label: (t) => t('search.move', { stage: stage.name }),
        run: () => acts.move(deal, stage),
      }),
    )
  const ends = openEndings.map(
    (ending): Command => ({
      id: ending,
      icon: endIcons[ending],
      label: (t) => t(`deals.act.${ending}`),
      run: () => acts.end(deal, ending),
    }),
  )
  const again: Command[] = [
    { id: 'reopen', icon: IconRotate, label: (t) => t('deals.act.reopen'), run: () => acts.reopen(deal) },
    { id: 'come-back', icon: IconRefresh, label: (t) => t('deals.act.come-back'), run: () => acts.comeBack(deal) },
  ]
  const ofOutcome = deal.outcome === 'open' ? [...moves, ...ends] : again
  useCommands(rights.includes('deals.work') ? [...ofOutcome, ...assigns] : [])
}

function useAssignCommands(deal: Deal): Command[] {
  const { t } = useWords()
  const say = useProblemWords()
  const saved = useDealSaved()
  const members = useMembers()
  const { member, rights } = useSession()
  if (!rights.includes('deals.assign')) return []
  const assign = (owner: { id: string; name: string }) => {
    call(assignDeal, { params: { id: deal.id }, body: { ownerId: owner.id } })
      .then((next) => {
        saved(next)
        toast({ text: t('search.assigned', { deal: deal.name, name: owner.name }) })
      })
      .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
  }
  return members
    .filter(({ id }) => id !== deal.owner?.id)
    .map(
      (owner): Command => ({
        id: `assign-${owner.id}`,
        icon: IconUserCheck,
        isOneOfMany: owner.id !== member.id,
        label: (words) =>
          owner.id === member.id ? words('search.assign.me') : words('search.assign', { name: owner.name }),
        run: () => assign(owner),
      }),
    )
}
