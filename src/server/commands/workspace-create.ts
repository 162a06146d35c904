import * as z from 'zod/mini'
import { timeZone } from '../../contract/access.ts'
import { currency, email, language, line } from '../../contract/primitives.ts'
import { insertKey } from '../modules/access/index.ts'
import { beginWorkspace } from '../modules/setup/index.ts'
import { defineCommand } from './command.ts'
import { inDatabase, parseFlags } from './in-database.ts'

const wanted = z.strictObject({
  name: line(80),
  email,
  password: z.string().check(z.maxLength(200)),
  ownerName: line(80),
  language,
  currency,
  timeZone,
  process: line(60),
})

export const command = defineCommand({
  describes:
    'Creates a workspace with its owner and its process, and an API key of the owner; beside a running server too.',
  settings: ['dataDirectory', 'databaseUrl'],
  flags: {
    name: { placeholder: 'NAME', required: true, describes: 'Name of the company' },
    email: { placeholder: 'ADDRESS', required: true, describes: 'What the owner signs in with' },
    password: { placeholder: 'PASSWORD', required: true, describes: 'At least ten characters' },
    'owner-name': { placeholder: 'NAME', describes: "The owner's name (what stands before the @ of the address)" },
    language: { placeholder: 'LANGUAGE', describes: 'en, sv, he, tr, da or th (en)' },
    currency: { placeholder: 'CODE', describes: 'Reporting currency, ISO 4217 (EUR)' },
    'time-zone': { placeholder: 'ZONE', describes: 'IANA name, such as Europe/Stockholm (UTC)' },
    process: { placeholder: 'TEMPLATE', describes: 'Process template (seven-steps)' },
  },
  async run({ config, flags, output }) {
    const made = await inDatabase(config, output, 'rondo workspace create', async ({ db }) => {
      const asked = parseFlags(wanted, {
        name: flags.name,
        email: flags.email,
        password: flags.password,
        ownerName: flags['owner-name'] ?? flags.email.split('@')[0],
        language: flags.language ?? 'en',
        currency: flags.currency ?? 'EUR',
        timeZone: flags['time-zone'] ?? 'UTC',
        process: flags.process ?? 'seven-steps',
      })
      return db.transaction().execute(async (tx) => {
        const ctx = await beginWorkspace(tx, asked)
        const { key } = await insertKey(ctx, { name: 'rondo workspace create', role: 'owner', expiresAt: null })
        return { workspaceId: ctx.workspace.id, slug: ctx.workspace.slug, apiKey: key }
      })
    })
    output.result(made, `Workspace ${made.slug} (${made.workspaceId})\nAPI key, shown this once: ${made.apiKey}`)
  },
})
