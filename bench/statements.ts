import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DatabaseConnection } from '../src/server/database/open.ts'
import type { Tables } from '../src/server/database/tables.ts'
import { dealsRoutes } from '../src/server/modules/deals/index.ts'
import type { Seeded } from './seed.ts'

export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** The statements of the reads, as Rondo itself sends them: the bare server sends the same. */
export interface Statements {
  readonly list: Statement
  readonly get: Statement
  readonly board: Statement
}

/** Runs each read once and keeps the statement that it sends; a read of several statements is a mistake here. */
export async function recordStatements(connection: DatabaseConnection, seeded: Seeded): Promise<Statements> {
  let sent: Statement[] = []
  const tx = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool(connection) }),
    log: ({ query }) => {
      sent.push({ sql: query.sql, parameters: query.parameters })
    },
  })
  const record = async (name: string, input: object): Promise<Statement> => {
    sent = []
    const route = dealsRoutes.find(({ endpoint }) => endpoint.name === name)
    if (!route) throw new Error(`there is no route ${name}`)
    const ctx = { tx, actor: seeded.actor, workspace: seeded.workspace, now: new Date(), version: null }
    // Every route takes a context and an input; which ones, the endpoint's name says.
    await (route.run as (ctx: object, input: object) => Promise<unknown>)(ctx, {
      params: {},
      query: {},
      body: {},
      ...input,
    })
    const [statement] = sent
    if (sent.length !== 1 || !statement) throw new Error(`${name} sent ${sent.length} statements`)
    return statement
  }
  const statements = {
    list: await record('listDeals', { query: { limit: 60 } }),
    get: await record('showDeal', { params: { id: seeded.openIds[0] } }),
    board: await record('showBoard', {}),
  }
  await tx.destroy()
  return statements
}
