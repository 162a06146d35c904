import { type History, codeOf, factNumbers } from '../history.ts'
import type { Life } from '../lives.ts'
import { type ShowStay, type Slots, type Spells, type Stay, never, spellEnd } from './spells.ts'

/** What a deal's stays are told by: its facts that tell where it stood, or from the first to the last of these that it has. */
export type Followed = Pick<Life, 'deal' | 'last' | 'observedFrom' | 'facts' | 'standingFacts'>

/**
 * Follows deals through their stages, whose facts begin at a place: puts into the columns what is kept of them, and shows their stays.
 */
export function follower(
  history: History,
  slots: Slots,
  columns: Pick<Spells, 'begunOn' | 'overOn' | 'wonOn' | 'reversedOn'>,
) {
  const slotOf = slotsByCode(history, slots)
  const stay: Stay = { deal: 0, slot: 0, entered: 0, from: 0, to: 0, end: 0, next: 0, isFirst: true }
  const close = (since: number, to: number, end: number, show: ShowStay) => {
    if (to < since) return
    stay.from = since
    stay.to = to
    stay.end = end
    if (stay.isFirst) columns.begunOn[stay.deal] = stay.entered
    columns.overOn[stay.deal] = to
    show(stay)
    stay.isFirst = false
  }
  return (
    { deal, last, observedFrom, facts: listed, standingFacts }: Followed,
    begin: number,
    show: ShowStay,
  ): void => {
    const { facts } = history
    const count = standingFacts ?? last + 1 - begin
    stay.deal = deal
    stay.slot = -1
    stay.isFirst = true
    let since = 0
    let isOpen = false
    for (let number = 0; number < count; number++) {
      const fact = standingFacts === null ? begin + number : (listed[number] ?? 0)
      const type = facts.type[fact] ?? 0
      // A list holds what nobody undid.
      if (standingFacts === null && facts.isUndone[fact] === 1) continue
      const day = Math.max(since, facts.day[fact] ?? 0)
      if (type > factNumbers['deal.version_changed']) {
        if (type === factNumbers['deal.win_reversed']) columns.reversedOn[deal] = day
        if (!isOpen) continue
        isOpen = false
        const isWon = type === factNumbers['deal.won']
        if (isWon) columns.wonOn[deal] = day
        close(Math.max(since, observedFrom), day, isWon ? spellEnd.won : spellEnd.ended, show)
        continue
      }
      const there = slotOf[facts.value[fact] ?? 0] ?? 0
      if (isOpen && there === stay.slot) continue
      stay.next = there
      if (isOpen) close(Math.max(since, observedFrom), day, spellEnd.moved, show)
      // A deal that was reopened comes back to where it was, and its clock has never stopped.
      if (there !== stay.slot) stay.entered = day
      stay.slot = there
      since = day
      isOpen = true
    }
    if (isOpen) close(Math.max(since, observedFrom), never, spellEnd.open, show)
  }
}

function slotsByCode({ codes }: History, { of }: Slots): Int32Array {
  const slotOf = new Int32Array(codes.ids.length)
  for (const { stage, slot } of of) {
    const code = codeOf(codes, stage)
    if (code > 0) slotOf[code] = slot
  }
  return slotOf
}
