import type { Look } from './bus.ts'

interface Looker {
  readonly workspaceId: string
  readonly memberId: string
  readonly subjects: readonly string[]
  /** The process that its stream is on. */
  readonly process: string
}

/** A record whose lookers have changed. */
export interface Turn {
  readonly workspaceId: string
  readonly subject: string
}

/** Who looks at which record, in all processes: kept in memory alone, gone with the stream. */
export interface Presence {
  /** Answers with the records where somebody came or went. */
  look(process: string, look: Look): Turn[]
  /** All streams of a process are gone. */
  forget(process: string): Turn[]
  /** The members who look at a record, oneself left out. */
  others(turn: Turn, memberId: string | null): string[]
  /** What a process knows of its own streams, to tell another. */
  looksOf(process: string): Look[]
}

export function createPresence(): Presence {
  const lookers = new Map<string, Looker>()
  const bySubject = new Map<string, Map<string, string>>()
  const place = ({ workspaceId, subject }: Turn) => `${workspaceId}/${subject}`

  function leave(stream: string): Turn[] {
    const known = lookers.get(stream)
    if (!known) return []
    lookers.delete(stream)
    return known.subjects.map((subject) => {
      const turn = { workspaceId: known.workspaceId, subject }
      const there = bySubject.get(place(turn))
      there?.delete(stream)
      if (there?.size === 0) bySubject.delete(place(turn))
      return turn
    })
  }

  function come(process: string, [stream, workspaceId, memberId, subjects]: Look): Turn[] {
    if (subjects.length === 0) return []
    lookers.set(stream, { workspaceId, memberId, subjects, process })
    return subjects.map((subject) => {
      const turn = { workspaceId, subject }
      const there = bySubject.get(place(turn)) ?? new Map<string, string>()
      bySubject.set(place(turn), there.set(stream, memberId))
      return turn
    })
  }

  return {
    look: (process, look) => [...leave(look[0]), ...come(process, look)],
    forget: (process) => [...lookers].flatMap(([stream, looker]) => (looker.process === process ? leave(stream) : [])),
    others: (turn, memberId) =>
      [...new Set(bySubject.get(place(turn))?.values())].filter((member) => member !== memberId).sort(),
    looksOf: (process) =>
      [...lookers].flatMap(([stream, looker]): Look[] =>
        looker.process === process ? [[stream, looker.workspaceId, looker.memberId, looker.subjects]] : [],
      ),
  }
}
