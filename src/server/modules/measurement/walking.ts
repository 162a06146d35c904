import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { takeFigure } from './figures.ts'
import { dividedBy } from './groups.ts'
import { workOfAll, workStored } from './hours/kept-work.ts'
import { readHistory } from './kept-histories.ts'
import type { Reading } from './loading.ts'
import { readStored, storeBeside, storeHistory } from './stored-histories.ts'
import { type Walk, type Walked, thrown } from './walker.ts'

/** A connection of one's own: its queries, and what they are sent by. */
export interface OwnConnection {
  readonly db: Kysely<Tables>
  readonly client: pg.Client
}

/** What the thread does when it is asked, on its own connection; `later` is what it does once the answer has been sent. */
export async function answerWalk(
  { db, client }: OwnConnection,
  asked: Walk,
): Promise<{ walked: Walked; later?: () => Promise<void> }> {
  const { number, wanted } = asked
  const stored = (ctx: Reading) => readStored(ctx, client)
  const context = (tx: Context['tx']) => ({ tx, workspace: asked.workspace, now: asked.now })
  const reading = db.transaction().setIsolationLevel('repeatable read')
  const store = () =>
    reading.execute(async (tx) => {
      const read = await readHistory(context(tx), null, stored)
      await storeHistory(context(tx), read, await workStored(context(tx)))
    })
  const storeWork = () => reading.execute(async (tx) => storeBeside(context(tx), await workOfAll(context(tx))))
  try {
    if (wanted === 'store' || wanted === 'work') {
      await (wanted === 'store' ? store() : storeWork())
      return { walked: { number } }
    }
    const field = typeof wanted === 'string' ? null : dividedBy(wanted.asked)
    const read = await reading.setAccessMode('read only').execute((tx) => readHistory(context(tx), field, stored))
    const value = wanted === 'read' ? undefined : takeFigure(read.history, wanted.name, wanted.asked)
    // What took so long shall not be done again after the next start.
    return { walked: { number, value }, ...(read.wasReadWhole ? { later: store } : {}) }
  } catch (error) {
    return { walked: { number, ...thrown(error) } }
  }
}
