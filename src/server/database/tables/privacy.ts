export interface Erasures {
  workspace_id: string
  id: string
  kind: 'person' | 'household'
  customer_id: string
  status: 'queued' | 'done' | 'failed'
  actor_kind: 'member' | 'key' | 'import' | 'automation'
  actor_id: string
  asked_at: Date
  finished_at: Date | null
}

export interface ForgottenContacts {
  workspace_id: string
  id: string
  salt: Buffer
  hash: Buffer
  forgotten_at: Date
}
