import * as z from 'zod/mini'
import { email } from '../../contract/primitives.ts'
import { fail } from '../kernel/fail.ts'
import { forgetSecondFactor } from '../modules/access/index.ts'
import { defineCommand } from './command.ts'
import { inDatabase, parseFlags } from './in-database.ts'

const wanted = z.strictObject({ email })

export const command = defineCommand({
  describes: 'Lets somebody in by the password alone again, whose telephone and recovery codes are lost.',
  settings: ['dataDirectory', 'databaseUrl'],
  flags: {
    email: { placeholder: 'ADDRESS', required: true, describes: 'What the person signs in with' },
  },
  async run({ config, flags, output }) {
    const asked = parseFlags(wanted, flags)
    const wasOn = await inDatabase(config, output, 'rondo user second-factor-off', async ({ db }) =>
      db.transaction().execute(async (tx) => {
        const user = await tx.selectFrom('users').select('id').where('email', '=', asked.email).executeTakeFirst()
        if (!user) fail('not_found', { kind: 'user' })
        return forgetSecondFactor(tx, user.id)
      }),
    )
    output.result({ wasOn }, wasOn ? 'The second factor is off.' : 'There was no second factor.')
  },
})
