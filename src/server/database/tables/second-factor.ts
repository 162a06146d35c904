import type { Generated } from 'kysely'

export interface SecondFactors {
  user_id: string
  secret: string
  confirmed_at: Date | null
  last_step: Generated<number>
  created_at: Date
}

export interface RecoveryCodes {
  user_id: string
  hash: Buffer
}

export interface Passkeys {
  id: string
  user_id: string
  name: string
  public_key: Buffer
  counter: number
  transports: string[]
  created_at: Date
  last_used_at: Date | null
}
