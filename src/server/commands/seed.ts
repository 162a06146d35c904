import type { Mistake } from '../config.ts'
import { OperatorError } from '../operator-error.ts'
import { defineCommand, type Output } from './command.ts'
import { demoIn, languageOf } from './demo.ts'
import { inDatabase } from './in-database.ts'
import { demoKept, demoReady } from './texts.ts'

const usualDeals = 100_000
const mostDeals = 10_000_000

export const command = defineCommand({
  describes:
    'Fills a database for trying and measuring: empty (the tables alone), demo (a company and its two years, in a database without a workspace), or large (a workspace with very many deals).',
  operands: 'empty|demo|large',
  settings: ['dataDirectory', 'databaseUrl'],
  flags: {
    language: { placeholder: 'LANGUAGE', describes: 'Of the demo: en, sv, he, tr, da or th (en)' },
    deals: { placeholder: 'N', describes: 'How many deals large makes (100000)' },
  },
  async run({ config, flags, operands, output }) {
    const [kind] = operands
    const deals = Number(flags.deals ?? usualDeals)
    const mistakes: Mistake[] = []
    if (kind !== 'empty' && kind !== 'demo' && kind !== 'large')
      mistakes.push({ code: 'seed_unknown', name: 'empty|demo|large', ...(kind === undefined ? {} : { value: kind }) })
    if (!Number.isInteger(deals) || deals < 1 || deals > mostDeals)
      mistakes.push({ code: 'deals_invalid', name: '--deals', value: flags.deals ?? '' })
    if (mistakes.length > 0) throw new OperatorError('configuration_invalid', { mistakes })
    languageOf(flags.language)
    await inDatabase(config, output, 'rondo seed', async (_pools, connection) => {
      if (kind === 'empty') output.result({ seeded: 'empty' }, 'The tables are there, and nothing in them.')
      if (kind === 'large') await seedLarge(connection, deals, output)
      if (kind !== 'demo') return
      const demo = await demoIn(connection, { spoken: flags.language, isPublic: false })
      output.result({ seeded: demo === null ? null : 'demo', demo }, demo === null ? demoKept : demoReady(demo))
    })
  },
})

type Connection = Parameters<typeof demoIn>[0]

async function seedLarge(connection: Connection, deals: number, output: Output): Promise<void> {
  // Loaded when it is needed: nobody else reads rows by COPY.
  const { makeLarge } = await import('./seed-large.ts')
  const {
    plan: _plan,
    ctx: _ctx,
    ...made
  } = await makeLarge(connection, deals, (done) => output.say(`${done.toLocaleString('en')} deals …`))
  const rate = Math.round(made.deals / made.seconds)
  output.result(
    { seeded: 'large', ...made, dealsPerSecond: rate },
    [
      `Workspace ${made.slug}: ${made.deals.toLocaleString('en')} deals and ${made.facts.toLocaleString('en')} facts in ${made.seconds.toFixed(1)} s, ${rate.toLocaleString('en')} deals a second.`,
      `Sign in as ${made.email} with the password ${made.password}`,
      `API key, shown this once: ${made.apiKey}`,
    ].join('\n'),
  )
}
