import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import type { Run } from './batch-context.ts'
import { keyHash, type KeyTable, keyTable } from './key-table.ts'
import { type Found, identityColumns, identityOf, knownAs, type KnownPeople, rowsOf } from './known-people.ts'
import { eachKey, eachWanted, type Identity } from './same-person.ts'

/** What a flood knows of the people of a batch. */
export interface Met extends KnownPeople {
  /** Row by row: who it is if it is nobody that is known, and whether it cannot be anybody else. */
  readonly newIds: readonly string[]
  readonly isNew: readonly boolean[]
  /** Everybody that some row may be. */
  readonly among: ReadonlySet<string>
  /** Says who a row is after all. */
  settle(at: number, id: string): void
}

/** A flood remembers by itself whom it may meet again, since the indexes that would tell are set aside. */
export interface Flood {
  meet(ctx: Context, people: readonly Identity[]): Promise<Met>
  /** Says that rows of the file have changed some people: what they are found under now, no row says alone. */
  learn(ctx: Context, ids: readonly string[]): Promise<void>
}

const pageRows = 5_000
// What a person of a file is found under: an id, two words with an address, a number, a company.
const usualKeys = 5
// How often it is asked whom others have brought meanwhile, and how long before that their transactions may have begun.
const lookMilliseconds = 1_000
const lateMilliseconds = 10_000
const mostByOthers = 50_000

/** Begins with everybody who is there, or goes on with those whom the import itself has brought before a crash. */
export async function beginFlood(run: Run, coming: number): Promise<Flood> {
  const table = keyTable(coming * usualKeys)
  for (let last: string | null = null, rows = pageRows; rows === pageRows; ) {
    const page = await pageOf(run, last)
    for (const row of page) enter(table, row.id, identityOf(row))
    rows = page.length
    last = page.at(-1)?.id ?? null
  }
  let looked = 0
  return {
    async meet(ctx, people) {
      if (ctx.now.getTime() - looked >= lookMilliseconds) {
        for (const row of await byOthers(ctx, looked - lateMilliseconds)) enter(table, row.id, identityOf(row))
        looked = ctx.now.getTime()
      }
      return meet(ctx, table, people)
    },
    async learn(ctx, ids) {
      for (const row of await rowsOf(ctx, ids)) enter(table, row.id, identityOf(row))
    },
  }
}

async function meet(ctx: Context, table: KeyTable, people: readonly Identity[]): Promise<Met> {
  const newIds: string[] = []
  const isNew: boolean[] = []
  const owners: number[] = []
  const among = new Set<string>()
  for (const person of people) {
    let mayBe = false
    eachWanted(person, (...parts) => {
      for (const owner of table.owners(keyHash(...parts))) {
        mayBe = true
        among.add(table.idOf(owner))
      }
    })
    const id = newId()
    const owner = enter(table, id, person)
    // Somebody who has an id in the other system already is found as such, though this row does not name it.
    if (mayBe && person.externalId === null) eachKey(person, true, (...parts) => table.add(keyHash(...parts), owner))
    newIds.push(id)
    isNew.push(!mayBe)
    owners.push(owner)
  }
  const known = knownAs(ctx, await rowsOf(ctx, [...among]))
  return { ...known, newIds, isNew, among, settle: (at, id) => table.rename(owners[at] ?? 0, id) }
}

function enter(table: KeyTable, id: string, person: Identity): number {
  const owner = table.enter(id)
  eachKey(person, person.externalId !== null, (...parts) => table.add(keyHash(...parts), owner))
  return owner
}

async function pageOf({ db, workspace }: Run, after: string | null): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    select id, ${identityColumns} from people p
    where workspace_id = ${workspace.id} and ${after === null ? sql`true` : sql`id > ${after}::uuid`}
    order by id limit ${pageRows}`.execute(db)
  return rows
}

/** People whom others have made or changed since then. Whom this import has changed as well is known already. */
async function byOthers({ tx, workspace, actor }: Context, since: number): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    select id, ${identityColumns} from people p
    where workspace_id = ${workspace.id} and import_id is distinct from ${sql.lit(actor.id)}::uuid
      and updated_at >= ${new Date(since)} and not exists (
        select from import_rows r where r.workspace_id = ${workspace.id} and r.import_id = ${actor.id} and r.row_id = p.id)
    limit ${mostByOthers}`.execute(tx)
  return rows
}
