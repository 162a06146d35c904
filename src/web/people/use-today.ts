import { useEffect, useState } from 'react'
import { useSession } from '../shell/session.ts'
import { dayOf } from './day-of.ts'

/** Today in the workspace's time zone; a screen left open over midnight learns of the new day within a minute. */
export function useToday(): string {
  const { timeZone } = useSession().workspace
  const [today, setToday] = useState(() => dayOf(Date.now(), timeZone))
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(Date.now(), timeZone)), 60_000)
    return () => clearInterval(timer)
  }, [timeZone])
  return today
}
