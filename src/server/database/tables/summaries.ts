/** A summary that a member was sent, or is to be sent. */
export interface WeeklySummaries {
  workspace_id: string
  id: string
  member_id: string
  /** The Monday that it is sent on. */
  week_on: string
  mail: 'waiting' | 'sending' | 'sent' | 'failed' | 'unwanted'
  stop_token_hash: Buffer | null
  created_at: Date
}
