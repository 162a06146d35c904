import type { TechniqueFigure } from '../../../contract/closing-figures.ts'
import { closeTechniques } from '../../../contract/facts.ts'
import { wilson } from '../../../statistics/index.ts'
import { told } from './cohort.ts'
import { compareFirsts } from './firsts-compared.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'

interface Asked {
  readonly scope: Scope
  readonly byDay: number
  readonly least: number
}

type Groups = Omit<TechniqueFigure, 'groups'> & {
  groups: (Omit<TechniqueFigure['groups'][number], 'own'> & { ownId: string | null })[]
}

/** Shares won by a day after the first ask. Each deal counts once, for the technique it was first asked with. */
export function closeTechniquesFigure(history: History, { scope, byDay, least }: Asked): Groups {
  const { cohort, judged, groups } = compareFirsts(history, { scope, doing: 'deal.close_asked', byDay, least })
  return {
    ...told(scope, cohort, 'close_techniques'),
    byDay,
    least,
    ...judged,
    groups: groups.flatMap(({ key, yes: count, ...group }) => {
      const [name, ownId = ''] = key.split('/')
      const technique = closeTechniques.find((each) => each === name)
      const yes = { count, ...wilson(count, group.n) }
      return technique ? [{ technique, ownId: ownId === '' ? null : ownId, ...group, yes }] : []
    }),
  }
}
