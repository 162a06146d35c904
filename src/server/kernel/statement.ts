import { CompiledQuery, type RawBuilder } from 'kysely'
import type { Queries } from './context.ts'

/**
 * A statement whose text is always the same: compiled at its first use, after that only its values are sent. For the few
 * that run at every request, where compiling costs as much as the rest of the way to the database. `build` uses every
 * value once, in their order.
 */
export function statement<Row, Values extends readonly unknown[]>(build: (...values: Values) => RawBuilder<Row>) {
  let text: string | undefined
  return async (db: Queries, ...values: Values): Promise<Row[]> => {
    text ??= build(...values).compile(db).sql
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))
    return rows
  }
}
