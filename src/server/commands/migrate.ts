import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import { defineCommand } from './command.ts'
import { sayStep } from './steps.ts'

export const command = defineCommand({
  describes: 'Brings the database up to this version. `start` does the same; this is for doing it beforehand.',
  settings: ['dataDirectory', 'databaseUrl'],
  flags: {},
  async run({ config, output }) {
    const database = await openDatabase(config, { command: 'rondo migrate', say: sayStep(output) })
    try {
      const { applied } = await migrate(database.connection)
      output.result({ applied }, applied.length === 0 ? 'Nothing to do.' : applied.join('\n'))
    } finally {
      await database.stop()
    }
  },
})
