import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { DatabaseConnection } from '../database/open.ts'
import { openPools, type Pools } from '../database/pool.ts'
import type { Context } from '../kernel/context.ts'
import { fold } from '../kernel/fold.ts'
import { newId } from '../kernel/id.ts'
import { addUnclaimedMembers, insertKey } from '../modules/access/index.ts'
import { type CopyTarget, type LargePlan, largeProducts, largeRows } from '../modules/sample/index.ts'
import { beginWorkspace } from '../modules/setup/index.ts'

export interface Large {
  readonly slug: string
  readonly workspaceId: string
  readonly email: string
  readonly password: string
  readonly apiKey: string
  readonly deals: number
  readonly facts: number
  /** Of the deals and facts alone. */
  readonly seconds: number
}

/** A company has so many deals, and of a hundred so many are open. */
const dealsPerCompany = 20
const mostCompanies = 50_000
const openPercent = 2
const mostOpen = 5_000

/** Makes a workspace with very many deals and their facts, by COPY. `say` is told of the deals that are written. */
export async function makeLarge(
  connection: DatabaseConnection,
  deals: number,
  say: (done: number) => void = () => {},
  open: number = Math.min(mostOpen, Math.ceil((deals * openPercent) / 100)),
): Promise<Large & { readonly plan: LargePlan; readonly ctx: Context }> {
  const password = 'very many deals'
  const pools = openPools(connection, 2)
  const client = new pg.Client(connection)
  try {
    await client.connect()
    const { ctx, apiKey, email } = await beginLarge(pools, password)
    const plan = await planOf(pools, ctx, deals, open)
    await copyAll(client, [companyRows(plan, Math.min(mostCompanies, Math.ceil(deals / dealsPerCompany)))])
    const began = performance.now()
    const [, facts = 0] = await copyAll(client, largeRows(plan), say)
    const seconds = (performance.now() - began) / 1000
    await client.query('analyze')
    const { id: workspaceId, slug } = ctx.workspace
    return { slug, workspaceId, email, password, apiKey, deals, facts, seconds, plan, ctx: { ...ctx, tx: pools.db } }
  } finally {
    await client.end()
    await pools.close()
  }
}

async function beginLarge({ db }: Pools, password: string) {
  const email = `large-${newId().slice(-6)}@example.com`
  return db.transaction().execute(async (tx) => {
    const ctx = await beginWorkspace(tx, {
      name: 'Large',
      ownerName: 'Large',
      email,
      password,
      language: 'en',
      currency: 'EUR',
      timeZone: 'Europe/Stockholm',
      process: 'seven-steps',
    })
    const { key } = await insertKey(ctx, { name: 'rondo seed large', role: 'owner', expiresAt: null })
    return { ctx, apiKey: key, email }
  })
}

async function planOf({ db }: Pools, ctx: Context, deals: number, open: number): Promise<LargePlan> {
  const { id: workspaceId, currency } = ctx.workspace
  const stages = await db
    .selectFrom('stages')
    .select(['id', 'version_id', 'process_id'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('position')
    .execute()
  const sellers = Array.from({ length: 20 }, (_, at) => ({ name: `Seller ${at + 1}`, role: 'seller' as const }))
  const owners = await addUnclaimedMembers({ ...ctx, tx: db }, sellers)
  const sources = ['Form', 'Fair', 'Referral', 'List', 'Calls'].map((name) => ({ id: newId(), name }))
  await db
    .insertInto('sources')
    .values(
      sources.map((source) => ({ ...source, workspace_id: workspaceId, kind: 'other' as const, created_at: ctx.now })),
    )
    .execute()
  const made = { workspace_id: workspaceId, currency, created_at: ctx.now, updated_at: ctx.now }
  const products = Array.from({ length: largeProducts }, (_, at) => ({ id: newId(), name: `Product ${at + 1}` }))
  await db
    .insertInto('products')
    .values(products.map((product) => ({ ...product, ...made, name_folded: fold(product.name) })))
    .execute()
  const companies = Array.from({ length: Math.min(mostCompanies, Math.ceil(deals / dealsPerCompany)) }, newId)
  return {
    workspaceId,
    processId: stages[0]?.process_id ?? '',
    versionId: stages[0]?.version_id ?? '',
    stages: stages.map(({ id }) => id),
    companies,
    owners,
    sources: sources.map(({ id }) => id),
    products: products.map(({ id }) => id),
    currency,
    deals,
    open,
    now: ctx.now,
  }
}

function companyRows({ workspaceId, companies, now }: LargePlan, count: number): Copied {
  const at = now.toISOString()
  const line = (id: string, number: number) => {
    const name = `Company ${number + 1}`
    return `${workspaceId}\t${id}\t${name}\t${fold(name)}\t${at}\t${at}\n`
  }
  return {
    table: 'companies',
    columns: ['workspace_id', 'id', 'name', 'name_folded', 'created_at', 'updated_at'],
    pieces: () => [companies.slice(0, count).map(line).join('')],
  }
}

type Copied = Omit<CopyTarget, 'table'> & { readonly table: CopyTarget['table'] | 'companies' }

/**
 * Copies into the tables, all or nothing. Where they are empty their indexes are made afterwards, in one pass each; and
 * references are not looked up row by row, since every one of them is to a row that this program has just made.
 * Answers how many rows came into each.
 */
async function copyAll(
  client: pg.Client,
  targets: readonly Copied[],
  say: (done: number) => void = () => {},
): Promise<number[]> {
  const counts: number[] = []
  await client.query('begin')
  try {
    const { rows } = await client.query<{ is_superuser: string }>(
      "select current_setting('is_superuser') as is_superuser",
    )
    if (rows[0]?.is_superuser === 'on') await client.query("set local session_replication_role = 'replica'")
    await client.query("set local maintenance_work_mem = '256MB'")
    for (const { table, columns, pieces } of targets) {
      const indexes = await putIndexesAside(client, table)
      const copy = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
      await pipeline(Readable.from(counted(pieces(), table === 'deals' ? say : () => {})), copy)
      counts.push(copy.rowCount)
      for (const index of indexes) await client.query(index)
    }
    await client.query('commit')
  } catch (thrown) {
    await client.query('rollback')
    throw thrown
  }
  return counts
}

/** Drops the indexes of an empty table that no constraint needs. What it gives makes them again. */
async function putIndexesAside(client: pg.Client, table: string): Promise<string[]> {
  const { rows: first } = await client.query(`select from ${table} limit 1`)
  if (first.length > 0) return []
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.relname as name, pg_get_indexdef(i.oid) as definition
     from pg_index x join pg_class i on i.oid = x.indexrelid
     where x.indrelid = $1::regclass and not exists (select from pg_constraint c where c.conindid = i.oid)`,
    [table],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}

const saidEvery = 100_000

function* counted(pieces: Iterable<string>, say: (done: number) => void): Generator<string> {
  let lines = 0
  for (const piece of pieces) {
    const before = lines
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) lines++
    if (Math.floor(lines / saidEvery) > Math.floor(before / saidEvery)) say(lines)
    yield piece
  }
}
