import type { FigureAsked, FigureName } from './figures.ts'
import type { History } from './history.ts'

/** Figures of a history, by what was asked; as many as some people look at. */
const remembered = new WeakMap<History, Map<string, unknown>>()
const most = 200
/** A question that names so much is not asked twice, and costs as much to compare. */
const longest = 100_000

/**
 * Takes a figure, or gives the one that was taken before of the same history, asked the same, where all is known that the history
 * has. It then names the time of the earlier question as the one it is known at, which is as true: nothing was recorded since.
 */
export function remember<Figure>(history: History, name: FigureName, asked: FigureAsked, take: () => Figure): Figure {
  const { scope } = asked
  if (history.facts.lastRecorded > scope.knownAt.getTime()) return take()
  const figures = remembered.get(history) ?? new Map<string, unknown>()
  remembered.set(history, figures)
  const key = JSON.stringify([name, { ...asked, scope: { ...scope, knownAt: null } }], plain)
  if (key.length > longest) return take()
  // What was put there under this name.
  if (figures.has(key)) return figures.get(key) as Figure
  const figure = take()
  figures.set(key, figure)
  const [oldest] = figures.keys()
  if (figures.size > most && oldest !== undefined) figures.delete(oldest)
  return figure
}

/** To be called when a history has changed. */
export function forgetFigures(history: History): void {
  remembered.delete(history)
}

/** JSON knows no maps and sets: without their contents, different questions would look the same. Bytes it writes out as numbers, each by its place. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return value instanceof Map || value instanceof Set ? [...value] : value
}
