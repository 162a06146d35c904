import type { Context } from '../../kernel/context.ts'
import { audit } from '../access/index.ts'
import type { FileResult } from './store.ts'

/** Notes in the audit log that files are taken in; a dry run changes nothing and is not noted. */
export async function auditStart(
  ctx: Context,
  id: string,
  dryRun: boolean,
  files: readonly FileResult[],
): Promise<void> {
  if (dryRun) return
  const taken = files.filter(({ kind }) => kind !== 'ignore')
  const rows = taken.reduce((sum, file) => sum + file.rows, 0)
  const data = { name: taken.map(({ name }) => name).join(', '), rows }
  await audit(ctx, { action: 'import.started', subject: { kind: 'import', id }, data })
}
