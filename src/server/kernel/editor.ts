import type * as z from 'zod/mini'
import type { Context } from './context.ts'

/** One row of a kind as an edit of many rows takes it; its module makes it out of the functions that change one row. */
export interface Editor {
  /** What can be set, by the names of the contract. */
  readonly body: z.ZodMiniType
  /** The row as it is now; refuses one that is not there or not seen. */
  readonly read: (ctx: Context, id: string) => Promise<Readonly<Record<string, unknown>>>
  /** Changes fields of a row that stands at this version, with all that follows from it. */
  readonly change: (
    ctx: Context,
    id: string,
    fields: Readonly<Record<string, unknown>>,
    version: number,
  ) => Promise<void>
}
