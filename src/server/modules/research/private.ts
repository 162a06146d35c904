import { sql } from 'kysely'
import * as z from 'zod/mini'
import * as contract from '../../../contract/dossiers.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import type { SourceBasis } from '../../../contract/sources.ts'
import type { Context } from '../../kernel/context.ts'
import { failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { byWhom } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { audit } from '../access/index.ts'

/** Which facts of private life may be kept now, and on which basis. */
export interface Stated {
  readonly kinds: readonly contract.PrivateKind[]
  readonly basis: SourceBasis | null
}

export function isPrivate(kind: contract.FactKind): kind is contract.PrivateKind {
  return contract.privateKinds.some((each) => each === kind)
}

/** What was stated last; until then, nothing private is kept. */
export async function statedNow(ctx: Context): Promise<Stated> {
  const { rows } = await sql<Stated>`
    select s.kinds, s.basis from private_statements s where s.workspace_id = ${ctx.workspace.id}
    order by s.stated_at desc, s.id desc limit 1`.execute(ctx.tx)
  return rows[0] ?? { kinds: [], basis: null }
}

interface StatementRow extends Pick<contract.PrivateStatement, 'id' | 'kinds' | 'basis' | 'wording' | 'statedBy'> {
  readonly stated_at: Date
}

const cursor = z.tuple([instant, z.uuid()])

export async function listStatements(ctx: Context, query: QueryOf<typeof contract.listPrivateStatements>) {
  const after = decodeCursor(query.after, cursor)
  const { rows } = await sql<StatementRow>`
    select s.id, s.kinds, s.basis, s.wording, s.stated_at, ${byWhom('s.stated_by')} as "statedBy"
    from private_statements s where s.workspace_id = ${ctx.workspace.id}
      and ${after ? sql`(s.stated_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by s.stated_at desc, s.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.stated_at.toISOString(), row.id], show)
}

/** Kinds need a basis and its words; without kinds there is none to state. */
export async function statePrivate(
  ctx: Context,
  input: BodyOf<typeof contract.statePrivate>,
): Promise<contract.PrivateStatement> {
  const kinds = contract.privateKinds.filter((kind) => input.kinds.includes(kind))
  const isOn = kinds.length > 0
  if (isOn && input.basis === null) failFields([{ field: 'basis', code: 'required' }])
  if (isOn && !input.wording) failFields([{ field: 'wording', code: 'required' }])
  const row = {
    id: newId(),
    kinds: [...kinds],
    basis: isOn ? input.basis : null,
    wording: isOn ? input.wording : null,
    stated_at: ctx.now,
  }
  await ctx.tx
    .insertInto('private_statements')
    .values({ workspace_id: ctx.workspace.id, ...row, stated_by: ctx.actor.id })
    .execute()
  await audit(ctx, { action: 'private.stated', data: { kinds, basis: row.basis } })
  const { items } = await listStatements(ctx, { limit: 1, after: undefined })
  return items[0] ?? show({ ...row, statedBy: null })
}

function show({ stated_at, ...row }: StatementRow): contract.PrivateStatement {
  return { ...row, statedAt: stated_at.toISOString() }
}
