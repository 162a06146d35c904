import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Prospect } from '../../contract/prospects.ts'
import { useLook } from '../deals/use-look.ts'
import { useRight } from '../shell/session.ts'
import type { PaneActs } from './prospect-pane.tsx'
import { prospectsQuery } from './prospects-query.ts'
import type { ProspectFilters } from './prospects-query.ts'
import { useInFocus } from './use-in-focus.ts'
import { useTriage } from './use-triage.ts'
import { useTriageKeys } from './use-triage-keys.ts'

/** The call list of one choice of filters: its rows, who is in focus, and what the keys and buttons do with them. */
export function useCallList(filters: ProspectFilters) {
  const [look, setLook] = useLook()
  const mayWork = useRight('deals.work')
  const found = useInfiniteQuery(prospectsQuery(filters))
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const focus = useInFocus(rows)
  const [asking, setAsking] = useState<'set-aside' | 'drop' | null>(null)
  const triage = useTriage(filters, {
    onDeal: (deal) => setLook({ claimed: deal ?? undefined, deal: undefined, about: undefined }),
    onUndone: focus.seek,
  })
  const { current } = focus
  const isEntry = current?.kind === 'entry'
  /** Does something with the one in focus and goes on to the next. */
  const onward = (act: (prospect: Prospect) => void) => {
    setAsking(null)
    if (!current || !isEntry) return
    focus.leave()
    act(current)
  }
  const open = ({ kind, id, customer }: Prospect) => {
    if (kind === 'deal') setLook({ deal: id, claimed: undefined })
    else if (customer) setLook({ customer: `${customer.kind}.${customer.id}` })
  }
  const acts: PaneActs = {
    claim: () => onward((prospect) => void triage.claim(prospect)),
    giveBack: () => onward((prospect) => void triage.giveBack(prospect)),
    setAside: () => void (isEntry && setAsking('set-aside')),
    drop: () => void (isEntry && setAsking('drop')),
    grade: (grade) => {
      if (current && isEntry && current.grade !== grade) void triage.grade(current, grade)
    },
    open: () => void (current && open(current)),
  }
  const step = (by: 1 | -1) => {
    focus.step(by)
    // A deal that stands before the list makes way: whoever goes on wants to see the next one.
    if (look['claimed'] ?? look['deal']) setLook({ claimed: undefined, deal: undefined })
  }
  useFocusReturned(asking ?? look['deal'] ?? look['customer'] ?? look['about'], look['claimed'], focus.refocus)
  useTriageKeys({ current, mayWork, acts, step, undo: triage.undo })
  const { isFetchingNextPage, fetchNextPage } = found
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [isFetchingNextPage, fetchNextPage])
  return { found, rows, focus, mayWork, acts, triage, asking, ask: setAsking, onward, open, step, more }
}

/**
 * The list keeps the focus while a claimed deal opens beside it, and gets it back when any other panel or question closes; those give
 * it to the row that it was opened from, which may no longer be the one that is meant.
 */
function useFocusReturned(before: string | undefined, claimed: string | undefined, refocus: () => void): void {
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current && before === undefined) refocus()
    isFirst.current = false
  }, [before, claimed, refocus])
}
