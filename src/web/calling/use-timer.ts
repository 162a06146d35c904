import { useEffect, useState } from 'react'

/** How long the call has lasted since it was dialled. */
export function useTimer() {
  const [startedAt, setStartedAt] = useState<number | null>(null)
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (startedAt === null) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [startedAt])
  const seconds = startedAt === null ? null : Math.max(0, Math.round((now - startedAt) / 1_000))
  return {
    seconds,
    start: () => {
      setNow(Date.now())
      setStartedAt(Date.now())
    },
    /** Null unless it was dialled from here. */
    minutes: () => (startedAt === null ? null : Math.round((Date.now() - startedAt) / 60_000)),
  }
}
