import { useGo, usePlaces } from './places.ts'
import { useRight } from './session.ts'

/** Opens the form of a new deal, which lives on the board at `?new=deal`. */
export function useNewDeal(): { isOffered: boolean; open: () => void } {
  const go = useGo()
  const hasBoard = usePlaces().some(({ id }) => id === 'board')
  const mayWork = useRight('deals.work')
  return { isOffered: hasBoard && mayWork, open: () => go('board', { new: 'deal' }) }
}
