import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { OperatorError } from '../../operator-error.ts'

/** The user postgres runs as. */
export type Account = { uid: number; gid: number; name: string }

/**
 * Postgres refuses to run as root, so root starts it as another user: the one who owns the data already, else the first
 * of these that the system knows (initdb asks the password file for a name). Undefined: run as ourselves.
 */
export function postgresAccount(clusterDirectory: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(clusterDirectory)) {
    const { uid, gid } = statSync(clusterDirectory)
    if (uid !== 0) return { uid, gid, name: String(uid) }
  }
  for (const name of ['rondo', 'postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid, name }
  }
  throw new OperatorError('no_user_for_postgres', {})
}

/** Whether that user gets through every directory above `place` and may enter or run it. */
export function reachable(place: string, account: Account): boolean {
  const above = path.dirname(place)
  const { mode, uid, gid } = statSync(place)
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  return (mode & bit) !== 0 && (above === place || reachable(above, account))
}

function idOf(option: '-u' | '-g', name: string): number | undefined {
  const asked = spawnSync('id', [option, name], { encoding: 'utf8' })
  return asked.status === 0 ? Number(asked.stdout.trim()) : undefined
}
