import type { Generated } from 'kysely'
import type { nurtureEnds, Signal } from '../../../contract/facts.ts'
import type { TrackStep } from '../../../contract/nurture.ts'
import type { channels } from '../../../contract/process.ts'
import type { FieldVersions, Json } from './columns.ts'

export interface NurtureTracks {
  workspace_id: string
  id: string
  name: string
  name_folded: string
  steps: Json<TrackStep[]>
  retired_at: Date | null
  created_at: Date
  version: Generated<number>
  field_versions: FieldVersions
}

export interface Nurtures {
  workspace_id: string
  id: string
  deal_id: string
  track_id: string
  owner_id: string | null
  started_on: string
  come_back_on: string | null
  ended_at: Date | null
  end_reason: (typeof nurtureEnds)[number] | null
  signal: Signal | null
  created_at: Date
}

export interface NurtureTouches {
  workspace_id: string
  id: string
  nurture_id: string
  channel: (typeof channels)[number]
  content: string
  due_on: string
  done_at: Date | null
  touch_id: string | null
}
