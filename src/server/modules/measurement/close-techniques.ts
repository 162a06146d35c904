import type { TechniqueFigure } from '../../../contract/closing-figures.ts'
import type { CloseTechnique } from '../../../contract/facts.ts'
import { wilson } from '../../../statistics/index.ts'
import { told } from './cohort.ts'
import { type First, compareFirsts } from './firsts-compared.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'

/** The first time that the order of a deal was asked for. */
export interface FirstAsk extends First {
  readonly technique: CloseTechnique
  readonly techniqueId: string | null
  readonly yes: boolean
}

interface Asked {
  readonly scope: Scope
  readonly asks: readonly FirstAsk[]
  readonly byDay: number
  readonly least: number
}

type Groups = Omit<TechniqueFigure, 'groups'> & {
  groups: (Omit<TechniqueFigure['groups'][number], 'own'> & { ownId: string | null })[]
}

/** Shares won by a day after the first ask. Each deal counts once, for the technique it was first asked with. */
export function closeTechniquesFigure(history: History, { scope, asks, byDay, least }: Asked): Groups {
  const keyOf = ({ technique, techniqueId }: FirstAsk) => `${technique} ${techniqueId ?? ''}`
  const { cohort, judged, groups } = compareFirsts(history, { scope, firsts: asks, keyOf, byDay, least })
  return {
    ...told(scope, cohort, 'close_techniques'),
    byDay,
    least,
    ...judged,
    groups: groups.flatMap(({ members, ...group }) => {
      const [first] = members
      if (first === undefined) return []
      const count = members.filter(({ yes }) => yes).length
      const { technique, techniqueId: ownId } = first
      return [{ technique, ownId, ...group, yes: { count, ...wilson(count, members.length) } }]
    }),
  }
}
