import { sql } from 'kysely'
import { type Disagreement, findDisagreements } from '../modules/deals/index.ts'
import { defineCommand } from './command.ts'
import { inDatabase } from './in-database.ts'
import { exitCodes } from './texts.ts'

// More than anybody reads; a defect that touches many deals shows in the first ones.
const shownPerWorkspace = 200

interface Finding extends Disagreement {
  readonly workspace: string
}

export const command = defineCommand({
  describes: 'Proves that every deal is what its history says, and lists each difference. Changes nothing.',
  settings: ['dataDirectory', 'databaseUrl'],
  flags: {},
  async run({ config, output }) {
    const { workspaces, findings } = await inDatabase(config, output, 'rondo doctor', async ({ reports }) => {
      const all = await reports.selectFrom('workspaces').selectAll().orderBy('slug').execute()
      const found: Finding[] = []
      // Rows that came in a moment ago are unknown to the planner, which would then compare every deal with every fact.
      await sql`analyze deals, facts`.execute(reports)
      for (const row of all) {
        const workspace = { ...row, timeZone: row.time_zone }
        const differences = await findDisagreements({ tx: reports, workspace }, shownPerWorkspace)
        found.push(...differences.map((difference) => ({ workspace: row.slug, ...difference })))
      }
      return { workspaces: all.length, findings: found }
    })
    const healthy = findings.length === 0
    output.result(
      { healthy, workspaces, disagreements: findings },
      healthy ? 'Every deal is what its history says.' : findings.map(sentence).join('\n'),
    )
    if (!healthy) process.exitCode = exitCodes.failed
  },
})

function sentence({ workspace, dealId, field, state, facts }: Finding): string {
  return `${workspace}: deal ${dealId}: ${field} is ${state ?? 'nothing'}, its facts say ${facts ?? 'nothing'}`
}
