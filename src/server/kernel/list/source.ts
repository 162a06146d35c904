import { type RawBuilder, sql } from 'kysely'
import type { Field, ListKind } from '../../../contract/fields.ts'
import type { Language } from '../../../contract/primitives.ts'
import type { Context } from '../context.ts'

type Sql<Value = unknown> = RawBuilder<Value>

/** A field in SQL, over the alias `t` of the row. */
export interface FieldSql {
  /** What conditions compare; absent where `anyOf` and `isEmpty` say all. */
  readonly value?: Sql
  /** Whether it holds one of these values, where that is no plain comparison. */
  readonly anyOf?: (ctx: Context, values: readonly string[]) => Sql<boolean>
  readonly isEmpty?: Sql<boolean>
  /** Whether it contains this piece, where there is a better way than to look at every row's text. */
  readonly contains?: (ctx: Context, piece: string) => Sql<boolean>
  readonly sort?: SortSql
  /** What rows are grouped by, where it is not `value`; and the words of a group, from its value `g.value`. */
  readonly group?: Sql
  readonly label?: Sql<string | null>
}

export interface SortSql {
  /** What is sorted by; texts get the collation of the workspace's language. */
  readonly key: Sql
  readonly type: 'text' | 'bigint' | 'integer' | 'numeric' | 'date' | 'timestamptz'
  readonly isNullable: boolean
  /** What the key needs beside the row: 'left join members m on …'. */
  readonly join?: Sql
}

/** A kind of rows that can be listed, as the engine of lists sees it. Its module makes it; every list, group and bulk edit reads it. */
export interface ListSource {
  readonly kind: ListKind
  readonly fields: readonly Field[]
  readonly sql: Readonly<Record<string, FieldSql>>
  /** The rows of the workspace that the actor sees, as a relation to put before the alias `t`. */
  readonly from: (ctx: Context) => Sql
  /** Which rows of `from` count: workspace, what the actor sees, what is not archived. */
  readonly where: (ctx: Context) => Sql<boolean>
  /** How it is sorted unless said; by id, newest first, unless this says otherwise. */
  readonly usualSort?: string
  /** The money that totals add up. */
  readonly sum?: { readonly minor: Sql; readonly currency: Sql }
}

// English, Hebrew and Thai sort by the root collation; each of the others moves letters of its own. One index per collation
// and name is what sorting a million names at once costs, so there are no more of them than there must be.
const collations: Readonly<Record<Language, string>> = {
  en: 'und-x-icu',
  he: 'und-x-icu',
  th: 'und-x-icu',
  sv: 'sv-x-icu',
  da: 'da-x-icu',
  tr: 'tr-x-icu',
}

/** A text as the workspace's language orders it. Deterministic: only equal texts are equal, so ids break ties. */
export function collated(ctx: Context, text: Sql): Sql<string> {
  return sql<string>`${text} collate ${sql.ref(collations[ctx.workspace.language])}`
}

/** A text field kept in a column of its own. */
export function textSql(column: string): FieldSql {
  return { value: sql.ref(`t.${column}`) }
}

/** The name of a row, which has a folded twin that is indexed by its pieces. */
export function nameSql(likePiece: (piece: string) => string): FieldSql {
  return {
    value: sql.ref('t.name'),
    contains: (_ctx, piece) => sql<boolean>`t.name_folded like ${likePiece(piece)}`,
    sort: { key: sql.ref('t.name'), type: 'text', isNullable: false },
  }
}

/** A number, day or instant kept in a column, sortable. */
export function sortedSql(column: string, type: SortSql['type'], isNullable = true): FieldSql {
  return { value: sql.ref(`t.${column}`), sort: { key: sql.ref(`t.${column}`), type, isNullable } }
}

/** The id of a row of another table that has a name. */
export function referenceSql(column: string, table: string): FieldSql {
  return {
    value: sql.ref(`t.${column}`),
    label: sql<string>`(select r.name from ${sql.table(table)} r where r.workspace_id = ${sql.ref('g.workspace_id')} and r.id = g.value)`,
  }
}

/** The owner: sorted by name, in the workspace's language. */
export const ownerSql: FieldSql = {
  ...referenceSql('owner_id', 'members'),
  sort: {
    key: sql.ref('m.name'),
    type: 'text',
    isNullable: true,
    join: sql`left join members m on m.workspace_id = t.workspace_id and m.id = t.owner_id`,
  },
}

/** The tags of a row, kept as an array of their ids. */
export const tagsSql: FieldSql = {
  anyOf: (_ctx, values) => sql<boolean>`t.tag_ids && ${values}::uuid[]`,
  isEmpty: sql<boolean>`t.tag_ids = '{}'`,
}
