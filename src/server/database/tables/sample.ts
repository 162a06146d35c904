export interface Samples {
  workspace_id: string
  id: string
  language: string
  loaded_at: Date
  loaded_by: string | null
  former_process_id: string | null
}

export interface SampleRows {
  workspace_id: string
  id: string
  sample_id: string
  kind: string
}

export interface FirstSteps {
  workspace_id: string
  id: string
  put_away_at: Date
}
