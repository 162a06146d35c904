import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { type Period, periods } from './period.ts'
import { type Whose, whoseOf } from './whose.ts'

const groupings = ['owner', 'team', 'product'] as const
export type By = (typeof groupings)[number]

/** Whose deals, until when, as of which day, divided by what: read from the address and nowhere else. */
export interface ForecastSearch extends Whose {
  readonly until: string | undefined
  readonly period: Period
  /** The day it is looked from; today if nothing is said. */
  readonly asOf: string | undefined
  readonly by: By
}

export function useForecastSearch(): ForecastSearch {
  const { member } = useSession()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const text = (name: string) => (typeof search[name] === 'string' && search[name] !== '' ? search[name] : undefined)
  const by = groupings.find((each) => each === text('by')) ?? 'owner'
  const period = periods.find((each) => each === text('period')) ?? 'quarter'
  const whose = whoseOf(member, { owner: text('owner'), team: text('team') })
  return { ...whose, until: text('until'), period, asOf: text('as_of'), by }
}

/** Changes some of the search and keeps the rest; undefined takes a name out. */
export function useForecastChange(place: string): (change: Readonly<Record<string, unknown>>) => void {
  const navigate = useNavigate()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const address = useAddress()
  return (change) => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)
    void navigate({ to: address(place), search: Object.fromEntries(next), resetScroll: false })
  }
}
