import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { language } from '../../contract/primitives.ts'
import type { DatabaseConnection } from '../database/open.ts'
import { openPools } from '../database/pool.ts'
import { beginDemo, type Demo } from '../modules/sample/index.ts'
import { OperatorError } from '../operator-error.ts'

/** What signs in to a demo that only this machine reaches; one that others reach gets a password of its own. */
const knownPassword = 'a roof in the sun'

export interface SignIns extends Demo {
  readonly password: string
}

/** Makes the demo in a database without a workspace; null, and nothing done, where there is one. */
export async function demoIn(
  connection: DatabaseConnection,
  { spoken, isPublic }: { spoken: string | undefined; isPublic: boolean },
): Promise<SignIns | null> {
  const chosen = languageOf(spoken)
  const pools = openPools(connection, 2)
  try {
    const first = await pools.db.selectFrom('workspaces').select('id').limit(1).executeTakeFirst()
    if (first) return null
    const password = isPublic ? randomBytes(12).toString('base64url') : knownPassword
    const demo = await pools.db.transaction().execute((tx) => beginDemo(tx, { language: chosen, password }))
    return { ...demo, password }
  } finally {
    await pools.close()
  }
}

/** The language of a flag; English without one. @throws OperatorError */
export function languageOf(spoken: string | undefined): z.infer<typeof language> {
  const read = z.safeParse(language, spoken ?? 'en')
  if (read.success) return read.data
  throw new OperatorError('configuration_invalid', {
    mistakes: [{ code: 'language_invalid', name: '--language', ...(spoken === undefined ? {} : { value: spoken }) }],
  })
}
