import type { Numbered } from '../../../contract/numbered.ts'
import { askedInStages, type Musts } from './playbook.ts'
import { firstTimes } from './firsts-compared.ts'
import type { History } from './history.ts'
import type { Life } from './lives.ts'
import { saleTimes } from './life-cycle/figure.ts'
import { objectionTimes } from './objections.ts'
import type { OwnKind } from './objections-in.ts'
import { touchTimes } from './persistence.ts'
import type { Scope } from './scope.ts'
import { winTimes } from './signals.ts'
import type { ProcessMap } from './stages.ts'
import { trialTimes } from './trial-effect.ts'
import { weekTimes } from './weeks.ts'
import { type Returns, winBackTimes } from './win-backs.ts'

/** A number of a report by its name, with what its figure needs beside the history. */
export interface Reported {
  readonly of: Numbered
  readonly number: string
  readonly process?: ProcessMap
  readonly ownKinds?: readonly OwnKind[]
  readonly musts?: readonly Musts[]
  readonly returns?: Returns
}

/**
 * Tells how often a deal counts in a number of a report: 0 for a deal that it does not count; more than once where the report
 * counts what happened, and it happened to the deal again.
 */
export function reportTimes(history: History, scope: Scope, reported: Reported): (life: Life) => number {
  const { process, ownKinds = [], musts = [], returns = noReturns } = reported
  const [one = '', two = '', three = '', four = ''] = reported.number.split('/')
  switch (reported.of) {
    case 'process':
      return () => 1
    case 'weeks':
      return weekTimes(one, two)
    case 'touches':
      return touchTimes(history, scope, {
        aim: one === 'win' ? 'win' : 'reply',
        number: two,
        touch: three,
        seller: four,
      })
    case 'objections':
      return process
        ? objectionTimes(history, { scope, process, ownKinds }, { of: one, key: two, number: three })
        : none
    case 'trials':
      return trialTimes(history, scope, { kind: one, number: two })
    case 'questions':
      return process ? askedInStages(history, { scope, process, musts }, { of: one, key: two, number: three }) : none
    case 'wins':
      return process ? winTimes(history, process, { number: one, signal: two }) : none
    // 'gift/n'; 'question/<own technique or nothing>/yes'. Without any, all of them.
    case 'approaches':
      return firstTimes(history, scope, { doing: 'deal.touched', key: one, isYes: false })
    case 'techniques': {
      const key = one === '' ? '' : `${one}/${two}`
      return firstTimes(history, scope, { doing: 'deal.close_asked', key, isYes: three === 'yes' })
    }
    case 'sales':
      return saleTimes(history, one, two, three)
    case 'winbacks':
      return winBackTimes(history, scope, { ...returns, number: one })
  }
}

const none = () => 0
const noReturns: Returns = { pairs: [], tracks: [] }
