import { useState } from 'react'
import type { Wheel } from '../../contract/measurement.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { isolated } from '../../words/isolate.ts'
import { useSession } from '../shell/session.ts'
import { useWords } from '../ui/index.ts'

interface GreetingProps {
  /** How many things wait for the signed-in member; undefined while unknown, or when nothing is theirs. */
  readonly needs: number | undefined
  readonly figures: Wheel
}

/** By the clock of whoever is looking. Below it the day in a sentence. */
export function Greeting({ needs, figures }: GreetingProps) {
  const { t } = useWords()
  const { days } = useEstimateWords()
  const { member } = useSession()
  const [hour] = useState(() => new Date().getHours())
  const { value } = figures.cycle.median
  const [firstName = member.name] = member.name.split(/\s+/)
  return (
    <header>
      <p className="text-24 font-semibold tracking-tight">
        {t(`today.greeting.${timeOfDay(hour)}`, { name: isolated(firstName) })}
      </p>
      <p className="mt-0.5 text-ink-2">
        {needs !== undefined && t('today.lead.needs', { count: needs })}{' '}
        {value !== null && t('today.lead.cycle', { days: days(value) })}
      </p>
    </header>
  )
}

function timeOfDay(hour: number): 'night' | 'morning' | 'afternoon' | 'evening' {
  if (hour < 5) return 'night'
  if (hour < 12) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}
