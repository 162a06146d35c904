import { sql } from 'kysely'
import type { Language } from '../../../contract/primitives.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { createWorkspace, hashPassword, requireGoodPassword } from '../access/index.ts'
import { createProcess } from '../process/index.ts'
import { addUsualTerms } from '../products/index.ts'

export interface WantedWorkspace {
  readonly name: string
  readonly ownerName: string
  readonly email: string
  readonly password: string
  readonly language: Language
  readonly currency: string
  readonly timeZone: string
  /** The key of a process template. */
  readonly process: string
}

/** Begins a workspace: its owner, who can sign in at once, and its process, published as version 1. */
export async function beginWorkspace(tx: Queries, wanted: WantedWorkspace): Promise<Context> {
  requireGoodPassword(wanted.password)
  const passwordHash = await hashPassword(wanted.password)
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
  const { name, language, currency, timeZone } = wanted
  const owner = { name: wanted.ownerName, email: wanted.email, passwordHash }
  const ctx = await createWorkspace(tx, rows[0]?.now ?? new Date(), { name, language, currency, timeZone, owner })
  await addUsualTerms(ctx)
  await createProcess(ctx, { template: wanted.process, language, isDefault: true })
  return ctx
}
