import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { logCall, releaseCall, takeNextCall, undoCall } from '../../contract/calling.ts'
import type { CallOutcome, LoggedCall } from '../../contract/calling.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'

// Well before the ten minutes are over for which one has somebody on the line.
const renewMs = 4 * 60_000
// Somebody may be due, or added, meanwhile.
const lookAgainMs = 30_000
const mostSkipped = 200

/** What a call came to, as the screen sends it. */
export type Said = Omit<BodyOf<typeof logCall>, 'reason'> & { readonly reason?: BodyOf<typeof logCall>['reason'] }

/** One prospect of a list after the other: who is on the line, what became of it, and the way back. */
export function useCalls(listId: string) {
  const { t } = useWords()
  const say = useProblemWords()
  const [round, setRound] = useState(0)
  const skipped = useRef<string[]>([])
  const wanted = useRef<string | undefined>(undefined)
  const next = useQuery({
    queryKey: ['call', listId],
    queryFn: () => {
      const first = wanted.current
      wanted.current = undefined
      const body = { listId, skipped: skipped.current.slice(-mostSkipped), ...(first ? { wanted: first } : {}) }
      return call(takeNextCall, { body })
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.call ? renewMs : lookAgainMs),
  })
  const prospect = next.data?.call?.prospect
  useReleased(prospect?.id)
  const isHere = useHere()
  const goOn = async (first?: string) => {
    wanted.current = first
    // Whoever has left the screen wants nobody on the line.
    if (isHere.current) await next.refetch()
  }
  const takeBack = ({ id, prospect: { id: called } }: LoggedCall) =>
    call(undoCall, { params: { id } })
      .then(() => goOn(called))
      .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
  const latest = useRef<(() => void) | undefined>(undefined)
  const log = useMutation({
    mutationFn: (said: Said) => call(logCall, { params: { id: prospect?.id ?? '' }, body: said }),
    onSuccess: async (logged, { outcome }) => {
      const undo = () => {
        dismiss()
        latest.current = undefined
        void takeBack(logged)
      }
      const dismiss = toast({ text: told(t, logged, outcome), onUndo: undo })
      latest.current = undo
      setRound((count) => count + 1)
      await goOn()
    },
    onError: (error) => {
      toast({ text: say(error), tone: 'bad' })
      void goOn()
    },
  })
  const skip = () => {
    if (!prospect || log.isPending) return
    skipped.current = [...skipped.current.filter((id) => id !== prospect.id), prospect.id]
    void goOn()
  }
  // The round tells one call from the next, also where both are with the same prospect.
  return { next, log, skip, round, undo: () => latest.current?.() }
}

function useHere() {
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return isHere
}

/** Whoever leaves the screen lets go of whom they had on the line. */
function useReleased(id: string | undefined): void {
  const held = useRef(id)
  useEffect(() => {
    held.current = id
  }, [id])
  useEffect(
    () => () => {
      // The hold runs out by itself where this does not arrive.
      if (held.current) void call(releaseCall, { params: { id: held.current } }).catch(() => {})
    },
    [],
  )
}

function told(t: ReturnType<typeof useWords>['t'], { prospect, deal }: LoggedCall, outcome: CallOutcome): string {
  return t(deal ? 'calling.toast.deal' : 'calling.toast.logged', {
    name: prospect.name,
    outcome: t(`calling.outcome.${outcome}`),
  })
}
