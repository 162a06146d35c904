import { type RawBuilder, sql } from 'kysely'
import { mostDividing } from '../../../contract/comparing.ts'
import type { History } from './history.ts'
import type { Reading } from './loading.ts'
import { eachPlace, placeOf } from './packed-ids.ts'

/** What deals hold in a field of the workspace's own: a column like the history's, read when somebody first divides deals by it. */
export interface FieldColumn {
  /** All that any deal has held since it was read, and where each stands among them. */
  readonly values: string[]
  readonly numbers: Map<string, number>
  /** By the place of the deal: the place of its value, counted from 1; 0 where it holds nothing. */
  of: Uint16Array
}

/** Two bytes a deal each. */
const mostKept = 20

/**
 * Reads what deals hold in the field of that key, unless it is known already. A field of more values than divide deals has no column.
 * @returns whether others were let go for it
 */
export async function readField(ctx: Reading, history: History, key: string): Promise<boolean> {
  const { fields, deals } = history
  const known = fields.get(key)
  if (known !== undefined && known.values.length <= mostDividing) return false
  const isForgotten = known !== undefined || fields.size >= mostKept
  if (isForgotten) fields.clear()
  const rows = await valueRows(ctx, key, sql`true`)
  if (rows.length > mostDividing) return isForgotten
  const column: FieldColumn = { values: [], numbers: new Map(), of: new Uint16Array(deals.length) }
  for (const { value, ids } of rows) {
    const number = numberOf(column, value)
    // Copied: a small answer's bytes stand among those of others.
    eachPlace(deals.ids, new Uint8Array(ids), (place) => {
      column.of[place] = number
    })
  }
  fields.set(key, column)
  return isForgotten
}

/** Reads what some deals hold anew, in the fields that are known. */
export async function rereadFields(ctx: Reading, { fields, deals }: History, ids: readonly string[]): Promise<void> {
  const places = ids.map((id) => placeOf(deals.ids, id)).filter((place) => place >= 0)
  for (const [key, column] of fields) {
    if (column.of.length < deals.length) {
      const wider = new Uint16Array(Math.ceil(deals.length * 1.125))
      wider.set(column.of)
      column.of = wider
    }
    for (const place of places) column.of[place] = 0
    for (const { value, ids: holders } of await valueRows(ctx, key, sql`id = any(${ids}::uuid[])`)) {
      const number = numberOf(column, value)
      eachPlace(deals.ids, new Uint8Array(holders), (place) => {
        column.of[place] = number
      })
    }
  }
}

function numberOf({ values, numbers }: FieldColumn, value: string): number {
  const known = numbers.get(value)
  if (known !== undefined) return known
  values.push(value)
  numbers.set(value, values.length)
  return values.length
}

interface ValueRow {
  readonly value: string
  readonly ids: Uint8Array
}

/**
 * A row a value, not a row a deal: ids of a million deals come as sixteen bytes each. In their order, in which their places are found
 * fastest; sorted before they are gathered, they are sorted by themselves alone.
 */
async function valueRows(ctx: Reading, key: string, which: RawBuilder<unknown>): Promise<ValueRow[]> {
  // Keys are letters, digits and underscores: they may stand in the text.
  const text = sql`custom ->> ${sql.lit(key)}`
  const { rows } = await sql<ValueRow>`
    select value, string_agg(uuid_send(id), ''::bytea) as ids
    from (
      select id, ${text} as value from deals
      where workspace_id = ${ctx.workspace.id} and custom <> '{}' and ${text} is not null and ${which} order by id) d
    group by value limit ${mostDividing + 1}`.execute(ctx.tx)
  return rows
}
