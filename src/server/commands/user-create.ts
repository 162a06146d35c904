import * as z from 'zod/mini'
import { role } from '../../contract/access.ts'
import { email, line } from '../../contract/primitives.ts'
import { fail } from '../kernel/fail.ts'
import { addUser, hashPassword, requireGoodPassword } from '../modules/access/index.ts'
import { defineCommand } from './command.ts'
import { inDatabase, parseFlags } from './in-database.ts'

const wanted = z.strictObject({
  workspace: line(40),
  name: line(80),
  email,
  password: z.string().check(z.maxLength(200)),
  role,
  claims: z.optional(line(80)),
})

export const command = defineCommand({
  describes: 'Lets somebody sign in to a workspace: a new member, or one whom an import brought by name.',
  settings: ['dataDirectory', 'databaseUrl'],
  flags: {
    workspace: { placeholder: 'SLUG', required: true, describes: 'The workspace, as in its address /w/SLUG' },
    name: { placeholder: 'NAME', required: true, describes: 'Name of the member' },
    email: { placeholder: 'ADDRESS', required: true, describes: 'What the member signs in with' },
    password: { placeholder: 'PASSWORD', required: true, describes: 'At least ten characters' },
    role: { placeholder: 'ROLE', describes: 'owner, admin, manager, seller, care or read-only (seller)' },
    claims: { placeholder: 'NAME', describes: 'The member without sign-in, by name, who this is' },
  },
  async run({ config, flags, output }) {
    const memberId = await inDatabase(config, output, 'rondo user create', async ({ db }) => {
      const asked = parseFlags(wanted, { ...flags, role: flags.role ?? 'seller' })
      requireGoodPassword(asked.password)
      const passwordHash = await hashPassword(asked.password)
      return db.transaction().execute(async (tx) => {
        const workspace = await tx
          .selectFrom('workspaces')
          .select(['id', 'language'])
          .where('slug', '=', asked.workspace)
          .executeTakeFirst()
        if (!workspace) fail('not_found', { kind: 'workspace' })
        const claims = asked.claims === undefined ? undefined : await unclaimed(tx, workspace.id, asked.claims)
        return addUser(tx, new Date(), {
          ...asked,
          passwordHash,
          workspaceId: workspace.id,
          language: workspace.language,
          claims,
        })
      })
    })
    output.result({ memberId }, `Member ${memberId} can sign in.`)
  },
})

async function unclaimed(tx: Parameters<typeof addUser>[0], workspaceId: string, name: string): Promise<string> {
  const found = await tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('name', '=', name)
    .where('user_id', 'is', null)
    .limit(2)
    .execute()
  return found.length === 1 && found[0] ? found[0].id : fail('not_found', { kind: 'member' })
}
