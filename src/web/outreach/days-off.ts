import { queryOptions, useQuery } from '@tanstack/react-query'
import { listDaysOff } from '../../contract/appointments.ts'
import { call } from '../api.ts'
import { useWords } from '../ui/index.ts'
import { type IsOff, weekendOf } from './proposal.ts'

/** Whose days: those of a customer, else of the workspace. */
interface Where {
  readonly deal?: string
  readonly company?: string
  readonly person?: string
  readonly household?: string
}

const hourMs = 3_600_000

export function daysOffQuery(where: Where) {
  return queryOptions({
    queryKey: ['days-off', where],
    queryFn: () => call(listDaysOff, { query: where }),
    staleTime: hourMs,
  })
}

/** The days on which nobody works there: weekends and public holidays; until those are known the weekend of the language. */
export function useDaysOff(where: Where): IsOff {
  const { locale } = useWords()
  const known = useQuery(daysOffQuery(where)).data
  return known ? offAmong(known.days) : weekendOf(locale)
}

export function offAmong(days: readonly string[]): IsOff {
  const off = new Set(days)
  return (day) => off.has(day)
}
