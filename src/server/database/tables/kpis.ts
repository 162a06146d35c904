import type { KpiOptions } from '../../../contract/kpis.ts'
import type { Json } from './columns.ts'

export interface ExchangeRates {
  workspace_id: string
  id: string
  currency: string
  reporting: string
  on_day: string
  rate: number | null
  recorded_at: Date
  recorded_by: string | null
}

export interface KpiChoices {
  workspace_id: string
  id: string
  options: Json<KpiOptions>
  recorded_at: Date
  recorded_by: string | null
}
