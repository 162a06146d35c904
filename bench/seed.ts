import { sql } from 'kysely'
import type { Pools } from '../src/server/database/pool.ts'
import type { Actor, Context, Workspace } from '../src/server/kernel/context.ts'
import { newId } from '../src/server/kernel/id.ts'
import { insertKey } from '../src/server/modules/access/index.ts'
import { type BulkDeal, type BulkStage, openInBulk } from '../src/server/modules/deals/index.ts'
import { beginWorkspace } from '../src/server/modules/setup/index.ts'

/** A workspace with deals, and what is needed to ask for them. */
export interface Seeded {
  readonly key: string
  readonly workspaceId: string
  readonly workspace: Workspace
  readonly actor: Actor
  readonly companyId: string
  readonly processId: string
  readonly versionId: string
  /** Stage key → id. */
  readonly stages: Readonly<Record<string, string>>
  readonly openIds: readonly string[]
}

const companies = 500
const batch = 5_000
const dayMs = 86_400_000

/** Makes a workspace with so many deals, of which so many are open and the rest won or lost. */
export async function seed({ db }: Pools, deals: number, open: number): Promise<Seeded> {
  const { ctx, key } = await db.transaction().execute(async (tx) => {
    const made = await beginWorkspace(tx, {
      name: 'Bench',
      ownerName: 'Bench',
      email: 'bench@example.com',
      password: 'a password to measure with',
      language: 'en',
      currency: 'EUR',
      timeZone: 'Europe/Stockholm',
      process: 'seven-steps',
    })
    return { ctx: made, key: (await insertKey(made, { name: 'bench', role: 'owner', expiresAt: null })).key }
  })
  const on: Context = { ...ctx, tx: db }
  const companyIds = await addCompanies(on)
  const stages: BulkStage[] = await db
    .selectFrom('stages')
    .select(['id', 'key', 'position'])
    .select(sql<BulkStage['phases']>`phases`.as('phases'))
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('position')
    .execute()
  const { process_id: processId, id: versionId } = await db
    .selectFrom('process_versions')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirstOrThrow()
  const place = { processId, versionId, importId: newId(), stages }
  const openIds: string[] = []
  for (let first = 0; first < deals; first += batch) {
    const numbers = Array.from({ length: Math.min(batch, deals - first) }, (_, at) => first + at)
    const batchOf = numbers.map((number) => dealOf(on, number, deals, open, stages, companyIds))
    const ids = await db.transaction().execute((tx) => openInBulk({ ...on, tx }, place, batchOf))
    ids.forEach((id, at) => {
      if (isOpen(first + at, deals, open)) openIds.push(id)
    })
  }
  await sql`vacuum analyze`.execute(db)
  return {
    key,
    workspaceId: ctx.workspace.id,
    workspace: ctx.workspace,
    actor: ctx.actor,
    companyId: companyIds[0] ?? '',
    processId,
    versionId,
    stages: Object.fromEntries(stages.map((stage) => [stage.key, stage.id])),
    openIds,
  }
}

/** The open ones lie evenly among the others, as in a company that has sold for years. */
function isOpen(number: number, deals: number, open: number): boolean {
  return Math.floor((number * open) / deals) !== Math.floor(((number - 1) * open) / deals) || deals === open
}

function dealOf(
  ctx: Context,
  number: number,
  deals: number,
  open: number,
  stages: readonly BulkStage[],
  companyIds: readonly string[],
): BulkDeal {
  const [first, second] = stages
  if (!first || !second) throw new Error('the template has stages')
  const began = ctx.now.getTime() - dayMs * (30 + (number % 700))
  const at = (days: number) => ({ at: new Date(began + days * dayMs), dated: true })
  const moved = { kind: 'moved', stage: second, when: at(3) } as const
  const outcome = number % 3 === 0 ? ('won' as const) : ('lost' as const)
  const ended = { kind: 'ended', outcome, when: at(5 + (number % 20)), comeBackOn: '2030-01-01' } as const
  return {
    name: `Deal ${number}`,
    company_id: companyIds[number % companyIds.length] ?? null,
    person_id: null,
    owner_id: ctx.actor.id,
    source_id: null,
    amount_minor: 100_000 + number,
    currency: 'EUR',
    expected_close_on: null,
    external_id: null,
    observed_from: null,
    opened: { stage: first, when: at(0) },
    steps: isOpen(number, deals, open) ? [moved] : [moved, ended],
    lines: [],
  }
}

async function addCompanies(ctx: Context): Promise<string[]> {
  const rows = Array.from({ length: companies }, (_, at) => ({
    workspace_id: ctx.workspace.id,
    id: newId(),
    name: `Company ${at}`,
    name_folded: `company ${at}`,
    created_at: ctx.now,
    updated_at: ctx.now,
  }))
  await ctx.tx.insertInto('companies').values(rows).execute()
  return rows.map((row) => row.id)
}
