import { sql } from 'kysely'
import type { Context } from './context.ts'
import { fail } from './fail.ts'

const uniqueViolation = '23505'

/**
 * Makes a write that a unique index may refuse, and refuses it as `name_taken`, with the id of the row that has the
 * name. The index decides, not a look beforehand: two people may choose the same name in the same moment.
 */
export async function unlessTaken<Result>(
  ctx: Context,
  kind: string,
  write: () => Promise<Result>,
  findHolder: () => Promise<{ id: string } | undefined>,
): Promise<Result> {
  await sql`savepoint before_name`.execute(ctx.tx)
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === uniqueViolation)) throw error
    await sql`rollback to savepoint before_name`.execute(ctx.tx)
    const holder = await findHolder()
    if (!holder) throw error
    return fail('name_taken', { kind, id: holder.id })
  }
}
