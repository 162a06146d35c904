import { useEffect, useState } from 'react'
import { useSession } from '../shell/session.ts'
import { todayIn } from './day-of.ts'

/** Today in the workspace's time zone; a screen left open over midnight learns of the new day within a minute. */
export function useToday(): string {
  const { timeZone } = useSession().workspace
  const [today, setToday] = useState(() => todayIn(timeZone))
  useEffect(() => {
    const timer = setInterval(() => setToday(todayIn(timeZone)), 60_000)
    return () => clearInterval(timer)
  }, [timeZone])
  return today
}
