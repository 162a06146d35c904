import type { ApproachFigure } from '../../../contract/approaches.ts'
import { told } from './cohort.ts'
import { type First, compareFirsts } from './firsts-compared.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'

/** The first touch of a deal that began with an approach. */
export interface FirstApproach extends First {
  readonly approach: ApproachFigure['groups'][number]['approach']
}

interface Asked {
  readonly scope: Scope
  readonly firsts: readonly FirstApproach[]
  readonly byDay: number
  readonly least: number
}

/** Shares won by a day after the first approach. Each deal counts once, for the one that came first. */
export function approachesFigure(history: History, { scope, firsts, byDay, least }: Asked): ApproachFigure {
  const keyOf = ({ approach }: FirstApproach) => approach
  const { cohort, judged, groups } = compareFirsts(history, { scope, firsts, keyOf, byDay, least })
  return {
    ...told(scope, cohort, 'approaches'),
    byDay,
    least,
    ...judged,
    groups: groups.flatMap(({ members: [first], ...group }) => (first ? [{ approach: first.approach, ...group }] : [])),
  }
}
