import * as z from 'zod/mini'
import { role } from '../../contract/access.ts'
import { line } from '../../contract/primitives.ts'
import { fail } from '../kernel/fail.ts'
import { insertKey } from '../modules/access/index.ts'
import { defineCommand } from './command.ts'
import { inDatabase, parseFlags } from './in-database.ts'

const wanted = z.strictObject({ workspace: line(40), name: line(80), role })

export const command = defineCommand({
  describes: 'Makes an API key for a workspace, in the name of its first owner. The key is shown once.',
  settings: ['dataDirectory', 'databaseUrl'],
  flags: {
    workspace: { placeholder: 'SLUG', required: true, describes: 'The workspace, as in its address /w/SLUG' },
    name: { placeholder: 'NAME', required: true, describes: 'What the key is for' },
    role: { placeholder: 'ROLE', describes: 'owner, admin, manager, seller, care or read-only (read-only)' },
  },
  async run({ config, flags, output }) {
    const made = await inDatabase(config, output, 'rondo key create', async ({ db }) => {
      const asked = parseFlags(wanted, { ...flags, role: flags.role ?? 'read-only' })
      const owner = await db
        .selectFrom('workspaces as w')
        .innerJoin('members as m', 'm.workspace_id', 'w.id')
        .selectAll('w')
        .select('m.id as owner_id')
        .where('w.slug', '=', asked.workspace)
        .where('m.role', '=', 'owner')
        .where('m.deactivated_at', 'is', null)
        .orderBy('m.id')
        .limit(1)
        .executeTakeFirst()
      if (!owner) fail('not_found', { kind: 'workspace' })
      const workspace = { ...owner, timeZone: owner.time_zone }
      const actor = { kind: 'member', id: owner.owner_id, role: 'owner', sees: null } as const
      return insertKey(
        { tx: db, workspace, now: new Date(), actor },
        { name: asked.name, role: asked.role, expiresAt: null },
      )
    })
    output.result({ keyId: made.id, apiKey: made.key }, `API key, shown this once: ${made.key}`)
  },
})
