import { sql } from 'kysely'
import { openPools } from '../src/server/database/pool.ts'
import type { Context } from '../src/server/kernel/context.ts'
import { type Described, duplicateJobs, findAlike } from '../src/server/modules/duplicates/index.ts'
import { labelledSet } from '../test/duplicates/labelled-set.ts'
import { measure, pairsFound } from '../test/duplicates/measured.ts'
import { inOwnDatabase } from './database.ts'
import { seed } from './seed.ts'

/** How well duplicates are found in the labelled set, by kind, certainty and language: printed as tables. */
export function measureFinding(): void {
  const set = labelledSet(20_261, 600)
  const found = pairsFound(set, 0.5)
  const row = (kind: string, least: number, language?: string) => {
    const alike = found.filter(({ score }) => score >= least)
    const measured = measure(set, alike, (each) => each.kind === kind && (language ?? each.language) === each.language)
    const { same, told, precision, recall } = measured
    return { kind, least, language: language ?? 'all', same, told, precision: round(precision), recall: round(recall) }
  }
  const kinds = ['person', 'company']
  console.table(kinds.flatMap((kind) => [0.5, 0.85, 0.98].map((least) => row(kind, least))))
  console.table(kinds.flatMap((kind) => ['en', 'sv', 'he', 'tr', 'da', 'th'].map((each) => row(kind, 0.5, each))))
}

/** How long a scan of so many people takes, and how many rows a second an import can ask about among them. */
export async function measureScan(people: number): Promise<void> {
  await inOwnDatabase(async (connection) => {
    const pools = openPools(connection)
    const { workspace, actor } = await seed(pools, 1_000, 1_000)
    const ctx: Context = { tx: pools.db, workspace, actor, now: new Date(), version: null }
    await pools.db.connection().execute(async (tx) => {
      await sql`set statement_timeout = 0`.execute(tx)
      await addPeople({ ...ctx, tx }, people)
    })
    await sql`vacuum analyze people`.execute(pools.db)
    const job = { workspaceId: workspace.id, payload: {}, db: pools.db, signal: new AbortController().signal }
    const scan = await timed(async () => duplicateJobs['duplicates.scan']?.({ ...job, isLastTry: false }))
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from duplicates`.execute(pools.db)
    console.log(`scan of ${people} people: ${round(scan / 1_000)} s, ${rows[0]?.count} pairs`)
    const asked = Array.from({ length: 50_000 }, (_, at) => askedPerson(people + at * 3))
    const alike = await timed(async () => {
      for (let from = 0; from < asked.length; from += 2_000)
        await findAlike(ctx, 'person', asked.slice(from, from + 2_000))
    })
    console.log(
      `asked about among them, in batches of 2,000: ${Math.round((asked.length / alike) * 1_000)} rows a second`,
    )
    await pools.close()
  })
}

const first = 'Anna James Grace Oliver Emily Henry Åsa Erik Märta Björn Ayşe Mehmet Fatma Zeynep Søren Freja'.split(' ')
const begins =
  'Hart Wood Ash Black White Anders Johans Lind Berg Sjö Yıldı Kaya Demir Jen Peder Møl Kjær Ravn Holm'.split(' ')
const ends = 'ley ton ford wood worth son berg ström gren kvist oğlu can türk sen gaard toft by strup dal holt'.split(
  ' ',
)
const cities = 'London Leeds Umeå Malmö İzmir Ankara Aarhus Odense'.split(' ')

/** People in one statement: three in four with a mail address, two in three with a number; every fiftieth is the one before, retyped. */
export async function addPeople(ctx: Context, count: number): Promise<void> {
  const pick = (list: readonly string[], of: string) =>
    sql`(${list}::text[])[1 + ${sql.raw(of)} % ${sql.lit(list.length)}]`
  await sql`
    insert into people (workspace_id, id, name, name_folded, email, phone, phone_e164, city, created_at, updated_at)
    select ${ctx.workspace.id}, gen_random_uuid(), p.name, lower(p.name),
      case when p.n % 4 > 0 then 'box' || p.n || '@firm' || p.n / 20 || '.example' end,
      case when p.n % 3 > 0 then '+467' || p.n end, case when p.n % 3 > 0 then '+467' || (10000000 + p.n) end,
      ${pick(cities, 'p.n')}, now(), now()
    from (
      select n - (n % 50 = 1)::integer as n,
        ${pick(first, 'm')} || ' ' || ${pick(begins, '(m / 16)')} || ${pick(ends, '(m / 304)')} || (m / 6080) % 40 as name
      from (select n, n - (n % 50 = 1)::integer as m from generate_series(1, ${count}::integer) n) s) p`.execute(ctx.tx)
}

export function askedPerson(n: number): Described {
  const at = (list: readonly string[], place: number) => list[place % list.length] ?? ''
  return {
    name: `${at(first, n)} ${at(begins, n >> 4)}${at(ends, n >> 7)}${n % 40}`,
    emails: n % 4 > 0 ? [`box${n}@firm${Math.floor(n / 20)}.example`] : [],
    phones: n % 3 > 0 ? [`+467${10_000_000 + n}`] : [],
    company: n % 2 > 0 ? `Firm ${Math.floor(n / 20)} AB` : null,
    city: at(cities, n),
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await run()
  return performance.now() - began
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
