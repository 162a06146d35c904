import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { useGo } from '../shell/places.ts'
import { useShortcut, useWords } from '../ui/index.ts'
import { cardOn, columnOf } from './board.ts'
import type { Board } from './board.ts'
import { useDealActs } from './deal-acts.tsx'

/**
 * The board by keyboard: J and K (or the arrows) within a column, the arrows between columns, [ and ] move the card, "." opens its menu, Shift+Enter
 * its page. The card that has the focus is the one meant. Gives the ref of the element that holds the columns.
 */
export function useBoardKeys(board: Board, mayWork: boolean): RefObject<HTMLDivElement | null> {
  const { t, direction } = useWords()
  const go = useGo()
  const acts = useDealActs()
  const area = useRef<HTMLDivElement>(null)
  const follow = useFollowedCard(area, board)
  const move = (step: 1 | -1) => {
    const id = focusedCard(area.current)
    const card = id && cardOn(board, id)
    const from = board.columns.findIndex(({ stage }) => card && columnOf(board, card.id)?.stage.key === stage.key)
    const to = board.columns[from + step]
    if (!card || from < 0 || !to) return
    follow(card.id)
    acts.move(card, to.stage)
  }
  // The key points where the card goes: in a language written from the right the next stage lies to the left.
  const [back, forward] = direction === 'rtl' ? [']', '['] : ['[', ']']
  useShortcut({ keys: back, label: t('deals.key.back'), run: () => move(-1), isDisabled: !mayWork })
  useShortcut({ keys: forward, label: t('deals.key.forward'), run: () => move(1), isDisabled: !mayWork })
  useShortcut({ keys: 'J', label: t('deals.key.next'), run: () => focusBeside(area.current, 1) })
  useShortcut({ keys: 'K', label: t('deals.key.previous'), run: () => focusBeside(area.current, -1) })
  useShortcut({ keys: '.', label: t('deals.key.menu'), run: () => openMenu(area.current) })
  useEffect(() => {
    const element = area.current
    const press = (event: KeyboardEvent) => {
      const id = focusedCard(element)
      if (!id || event.defaultPrevented) return
      if (event.key === 'Enter' && event.shiftKey) {
        event.preventDefault()
        event.stopPropagation()
        go(`deals/${id}`)
      }
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        const step = (event.key === 'ArrowRight') === (direction === 'ltr') ? 1 : -1
        if (focusColumn(element, id, step)) event.preventDefault()
      }
    }
    // Before the list itself, which opens a card on any Enter.
    element?.addEventListener('keydown', press, { capture: true })
    return () => element?.removeEventListener('keydown', press, { capture: true })
  }, [direction, go])
  return area
}

/** A card that was moved by key keeps the focus in its new column. */
function useFollowedCard(area: RefObject<HTMLDivElement | null>, board: Board) {
  const followed = useRef<string | null>(null)
  useEffect(() => {
    const id = followed.current
    if (!id) return
    const card = area.current?.querySelector<HTMLElement>(`[data-card="${id}"]`)
    if (!card || card === document.activeElement) return
    followed.current = null
    card.focus()
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [area, board])
  return (id: string) => {
    followed.current = id
  }
}

function focusedCard(area: HTMLElement | null): string | null {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || !area?.contains(focused)) return null
  return focused.dataset['card'] ?? null
}

function cardsOf(area: ParentNode | null): HTMLElement[] {
  return [...(area?.querySelectorAll<HTMLElement>('[data-card]') ?? [])]
}

function focusBeside(area: HTMLElement | null, step: 1 | -1): void {
  const cards = cardsOf(area).filter((card) => card.offsetParent !== null)
  const at = cards.findIndex((card) => card === document.activeElement)
  const next = at < 0 ? cards[0] : cards[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** To the card at about the same height in the next column that has one. */
function focusColumn(area: HTMLElement | null, id: string, step: 1 | -1): boolean {
  const columns = [...(area?.querySelectorAll<HTMLElement>('[role=grid]') ?? [])].map(cardsOf)
  const from = columns.findIndex((cards) => cards.some((card) => card.dataset['card'] === id))
  const row = columns[from]?.findIndex((card) => card.dataset['card'] === id) ?? 0
  const order = step === 1 ? columns.slice(from + 1) : columns.slice(0, from).reverse()
  const target = order.find((cards) => cards.length > 0)
  const card = target?.[Math.min(row, target.length - 1)]
  card?.focus()
  card?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return card !== undefined
}

function openMenu(area: HTMLElement | null): void {
  const id = focusedCard(area)
  if (id) area?.querySelector<HTMLElement>(`[data-card="${id}"] [aria-haspopup]`)?.click()
}
