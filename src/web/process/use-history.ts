import { useCallback, useState } from 'react'

// What is typed without a pause is one step: nobody undoes a letter.
const oneStepMilliseconds = 900
const mostSteps = 100

interface Steps<Value> {
  readonly value: Value
  readonly before: readonly Value[]
  readonly after: readonly Value[]
  readonly changedAt: number
}

/** A value that can be taken back step by step. `replace` changes it without a step: what others did is not ours to undo. */
export function useHistory<Value>(begin: () => Value) {
  const [steps, setSteps] = useState<Steps<Value>>(() => ({ value: begin(), before: [], after: [], changedAt: 0 }))
  const change = useCallback((value: Value) => {
    const now = performance.now()
    setSteps((known) => {
      const isSameStep = known.before.length > 0 && now - known.changedAt < oneStepMilliseconds
      const before = isSameStep ? known.before : [...known.before, known.value].slice(-mostSteps)
      return { value, before, after: [], changedAt: now }
    })
  }, [])
  const replace = useCallback((next: Value | ((now: Value) => Value)) => {
    setSteps((known) => ({
      ...known,
      // A value is no function here.
      value: typeof next === 'function' ? (next as (now: Value) => Value)(known.value) : next,
    }))
  }, [])
  const undo = useCallback(() => {
    setSteps(({ value, before, after }) => {
      const last = before.at(-1)
      if (last === undefined) return { value, before, after, changedAt: 0 }
      return { value: last, before: before.slice(0, -1), after: [value, ...after], changedAt: 0 }
    })
  }, [])
  const redo = useCallback(() => {
    setSteps(({ value, before, after }) => {
      const [next, ...rest] = after
      if (next === undefined) return { value, before, after, changedAt: 0 }
      return { value: next, before: [...before, value], after: rest, changedAt: 0 }
    })
  }, [])
  return {
    value: steps.value,
    change,
    replace,
    undo: steps.before.length > 0 ? undo : null,
    redo: steps.after.length > 0 ? redo : null,
  }
}
