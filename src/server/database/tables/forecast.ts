import type { Forecast } from '../../../contract/forecast.ts'
import type { Json } from './columns.ts'

export interface ForecastCommits {
  workspace_id: string
  id: string
  from_on: string
  until_on: string
  owner_id: string | null
  team_id: string | null
  amount_minor: number
  note: string | null
  said_at: Date
  said_by: string | null
}

export interface ForecastSnapshots {
  workspace_id: string
  id: string
  on_day: string
  until_on: string
  taken_at: Date
  forecast: Json<Forecast>
}
