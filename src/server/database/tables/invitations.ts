import type { Role, Sight } from '../../../contract/permissions.ts'
import type { Language } from '../../../contract/primitives.ts'

export interface Invitations {
  workspace_id: string
  id: string
  name: string
  email: string
  role: Role
  team_id: string | null
  sees: Sight
  language: Language
  /** The member without sign-in whom the invited person is. */
  claims: string | null
  token_hash: Buffer
  mail_token_hash: Buffer | null
  mail: 'waiting' | 'sent' | 'failed' | null
  created_by: string | null
  created_at: Date
  expires_at: Date
  accepted_at: Date | null
  accepted_by: string | null
  revoked_at: Date | null
}
