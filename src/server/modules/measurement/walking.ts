import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { takeFigure } from './figures.ts'
import { readHistory } from './kept-histories.ts'
import type { Reading } from './loading.ts'
import { readStored, storeHistory } from './stored-histories.ts'
import { type Walk, type Walked, thrown } from './walker.ts'

/** A connection of one's own: its queries, and what they are sent by. */
export interface OwnConnection {
  readonly db: Kysely<Tables>
  readonly client: pg.Client
}

/** What the thread does when it is asked, on its own connection. */
export async function answerWalk({ db, client }: OwnConnection, asked: Walk): Promise<Walked> {
  const { number, wanted } = asked
  const stored = (ctx: Reading) => readStored(ctx, client)
  const context = (tx: Context['tx']) => ({ tx, workspace: asked.workspace, now: asked.now })
  const reading = db.transaction().setIsolationLevel('repeatable read')
  try {
    if (wanted === 'store') {
      await reading.execute(async (tx) => storeHistory(context(tx), await readHistory(context(tx), stored)))
      return { number }
    }
    const { history } = await reading.setAccessMode('read only').execute((tx) => readHistory(context(tx), stored))
    return wanted === 'read' ? { number } : { number, value: takeFigure(history, wanted.name, wanted.asked) }
  } catch (error) {
    return { number, ...thrown(error) }
  }
}
