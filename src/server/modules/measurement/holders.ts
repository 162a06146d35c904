import { choiceOf } from './choosing.ts'
import { type History, handingOver } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import type { Scope } from './scope.ts'

/** Who had a deal at the end of a day, and where it came from: codes. */
export type Held = Pick<Life, 'deal' | 'owner' | 'source'>

/**
 * Shows who had each chosen deal on the day, one and the same object each time. It does not look how a deal stood, which takes most of the time of
 * `eachLife`; so those of whose opening nobody knew by then are among them, and only a choice by stages needs it.
 */
export function eachHolder(history: History, scope: Scope, show: (held: Held) => void): void {
  const { deals } = history
  const { opened, openedDated, has, facts, last } = deals
  const { isChosen, owner, source, stages, from, until } = choiceOf(history, scope)
  if (stages !== null) return eachLife(history, scope, show)
  const { current } = scope
  const [owners, sources] = current ? [deals.owner, deals.source] : [deals.firstOwner, deals.firstSource]
  const held = { deal: 0, owner: 0, source: 0 }
  const handedOver: number[] = []
  for (let deal = 0; deal < deals.length; deal++) {
    const started = opened[deal] ?? 0
    if ((started < from || started > until) && openedDated[deal] === 1) continue
    // It is gone, or its opening was undone.
    if (facts[deal] === 0 || (current && (last[deal] ?? -1) < 0)) continue
    if (!current && ((has[deal] ?? 0) & handingOver) !== 0) {
      handedOver.push(deal)
      continue
    }
    held.deal = deal
    held.owner = owners[deal] ?? 0
    held.source = sources[deal] ?? 0
    if ((owner !== null && held.owner !== owner) || (source !== null && held.source !== source)) continue
    if (isChosen === null || isChosen(deal)) show(held)
  }
  eachLife(history, scope, show, handedOver)
}
