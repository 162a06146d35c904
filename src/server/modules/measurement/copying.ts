/** What counts something, and holds all of it in one object. */
export interface Counting {
  readonly state: object
}

/** The same where there is one for each of a number of things: it tells how another is made. */
export interface Copyable extends Counting {
  readonly again: () => Copyable
}

/** Puts what was counted into what has counted nothing yet, place by place; neither sees afterwards what the other counts. */
export function putInto(target: object, source: object): void {
  if (isCounting(target) && isCounting(source)) return putInto(target.state, source.state)
  if (target instanceof Map && source instanceof Map) for (const [key, value] of source) target.set(key, copied(value))
  else if (target instanceof Set && source instanceof Set) for (const value of source) target.add(value)
  else if (isColumn(target) && isColumn(source)) target.set(source)
  else
    for (const [key, value] of Object.entries(source)) {
      const own: unknown = Reflect.get(target, key)
      // What lies in a list may lie in others too, but for what is a thing of its own.
      const isKept = isObject(own) && isObject(value) && !(Array.isArray(target) && isShared(own))
      if (isKept) putInto(own, value)
      else Reflect.set(target, key, copied(value))
    }
}

function copied(value: unknown): unknown {
  if (!isObject(value)) return value
  if (isCopyable(value)) {
    const again = value.again()
    putInto(again, value)
    return again
  }
  if (isColumn(value)) return value.slice()
  const empty = Array.isArray(value) ? [] : value instanceof Map ? new Map() : value instanceof Set ? new Set() : {}
  putInto(empty, value)
  return empty
}

function isShared(own: object): boolean {
  return Array.isArray(own) || isColumn(own)
}

function isColumn(value: object): value is Int32Array | Float64Array {
  return value instanceof Int32Array || value instanceof Float64Array
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isCounting(value: object): value is Counting {
  return 'state' in value
}

function isCopyable(value: object): value is Copyable {
  return isCounting(value) && 'again' in value
}
