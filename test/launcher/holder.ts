// A process that opens a data directory and keeps it open, to be killed in the tests beside this.
import { openDatabase } from '../../src/server/database/open.ts'
import { readConfig } from '../../src/server/config.ts'
import { OperatorError } from '../../src/server/operator-error.ts'

const [directory = '', role] = process.argv.slice(2)
const config = readConfig({ flags: { data: directory }, environment: {}, workingDirectory: '/' })
try {
  const database = await openDatabase(config, {
    command: 'rondo start',
    sole: role === 'sole',
    say: (step) => console.log(JSON.stringify({ step })),
  })
  const until = setInterval(() => {}, 60_000)
  process.once('SIGTERM', () => {
    clearInterval(until)
    void database.stop()
  })
  console.log(JSON.stringify({ connection: database.connection, owned: database.owned }))
} catch (error) {
  if (!(error instanceof OperatorError)) throw error
  console.log(JSON.stringify({ refused: error.code, details: error.details }))
}
