import { runMigrations } from 'graphile-worker'
import pg from 'pg'

/** Creates the tables of the job queue, or brings them up to date. The worker does the same; this is for doing it beforehand. */
export async function installQueue(connection: pg.ClientConfig): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}
