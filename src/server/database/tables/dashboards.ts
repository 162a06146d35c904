import type { Generated } from 'kysely'
import type { FigureCode, FigureFilters, PinnedFigure } from '../../../contract/dashboards.ts'
import type { MarketMaturity } from '../../../contract/facts.ts'
import type { Sharing } from '../../../contract/views.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface Remarks {
  workspace_id: string
  id: string
  figure: FigureCode
  filters: Json<FigureFilters>
  address: string
  on_day: string
  body: string
  created_by: string
  created_at: Date
  changed_at: Date | null
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Dashboards {
  workspace_id: string
  id: string
  name: string
  shared: Sharing
  team_id: string | null
  figures: Json<readonly PinnedFigure[]>
  created_by: string
  created_at: Date
  updated_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface TodayFigures {
  workspace_id: string
  id: string
  figures: Json<readonly PinnedFigure[]>
}

export interface ProductPhases {
  workspace_id: string
  id: string
  product_id: string
  phase: MarketMaturity | null
  reason: string
  recorded_at: Date
  recorded_by: string | null
}
