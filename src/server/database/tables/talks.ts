export interface Talks {
  workspace_id: string
  id: string
  member_id: string
  held_on: string
  notes: string
  written_by: string
  written_at: Date
}

export interface TalkPoints {
  workspace_id: string
  id: string
  talk_id: string
  text: string
  done_at: Date | null
  done_by: string | null
}
