import { startServer } from '../../src/server/main.ts'
import { serving } from '../../test/kit/app.ts'
import { type FreshDatabase, freshDatabase } from '../../test/kit/database.ts'
import type { Running } from './browser.ts'

/** A server that nobody has set up yet, trusted by this machine as with the embedded database. */
export async function startEmptyRondo(): Promise<Running> {
  return startRondo(await freshDatabase())
}

/** The same on a database that holds something already. */
export async function startRondo(database: FreshDatabase): Promise<Running> {
  const server = await startServer({
    config: serving(['web']),
    connection: database.connection,
    checkAnswers: true,
  })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await database.drop()
    },
  }
}
