import { once } from 'node:events'
import { startServer } from '../src/server/main.ts'

const [{ connection }] = await once(process, 'message')
const server = await startServer({
  config: {
    host: '127.0.0.1',
    port: 0,
    baseUrl: undefined,
    logLevel: 'warn',
    roles: ['web', 'worker'],
    databaseUrl: undefined,
  },
  connection,
})
process.send?.(server.url)
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
