import type { ApproachFigure } from '../../../contract/approaches.ts'
import { approaches } from '../../../contract/facts.ts'
import { told } from './cohort.ts'
import { compareFirsts } from './firsts-compared.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'

interface Asked {
  readonly scope: Scope
  readonly byDay: number
  readonly least: number
}

/** Shares won by a day after the first approach. Each deal counts once, for the one that came first. */
export function approachesFigure(history: History, { scope, byDay, least }: Asked): ApproachFigure {
  const { cohort, judged, groups } = compareFirsts(history, { scope, doing: 'deal.touched', byDay, least })
  return {
    ...told(scope, cohort, 'approaches'),
    byDay,
    least,
    ...judged,
    groups: groups.flatMap(({ key, n, isCompared, won, shrunken, rank }) =>
      approaches.flatMap((approach) => (approach === key ? [{ approach, n, isCompared, won, shrunken, rank }] : [])),
    ),
  }
}
