import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Prospect } from '../../contract/prospects.ts'
import { Problem } from '../api.ts'
import { toast, useProblemWords } from '../ui/index.ts'
import { changeRows, refreshProspects } from './prospects-query.ts'
import type { ProspectFilters } from './prospects-query.ts'

/** What an act came to: what is said of it, its way back if there is one, and whether it counts as work done. */
export interface Done {
  /** Whom it was done with. */
  readonly id: string
  readonly text: string
  readonly back: (() => Promise<unknown>) | null
  readonly counts: boolean
}

interface Undoable extends Done {
  readonly dismiss: () => void
}

const mostUndoable = 50

/**
 * Acts one after the other: each shows at once and is rolled back with the reason if it is refused, and each can be taken
 * back, the latest first, as long as the screen is open. `onUndone` gets whom it was done with.
 */
export function useAct(filters: ProspectFilters, onUndone: (id: string) => void) {
  const queries = useQueryClient()
  const say = useProblemWords()
  const [done, setDone] = useState(0)
  const stack = useRef<Undoable[]>([])

  const undoOne = (undoable: Undoable) => {
    stack.current = stack.current.filter((one) => one !== undoable)
    undoable.dismiss()
    if (undoable.counts) setDone((count) => Math.max(0, count - 1))
    Promise.resolve(undoable.back?.())
      .then(() => onUndone(undoable.id))
      .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
      .finally(() => refreshProspects(queries))
  }
  const tell = (told: Done) => {
    if (told.counts) setDone((count) => count + 1)
    if (!told.back) return void toast({ text: told.text })
    // The toast's own button and the key take back the same.
    const dismiss = toast({ text: told.text, onUndo: () => undoOne(undoable) })
    const undoable = { ...told, dismiss }
    stack.current = [...stack.current, undoable].slice(-mostUndoable)
  }
  const act = async (change: (rows: readonly Prospect[]) => Prospect[], send: () => Promise<Done>) => {
    await queries.cancelQueries({ queryKey: ['prospects'] })
    changeRows(queries, filters, change)
    try {
      tell(await send())
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      toast({ text: say(error), tone: 'bad' })
    } finally {
      refreshProspects(queries)
    }
  }
  const undo = () => {
    const latest = stack.current.at(-1)
    if (latest) undoOne(latest)
  }
  return { done, act, undo }
}
