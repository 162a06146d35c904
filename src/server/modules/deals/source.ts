import { type RawBuilder, sql } from 'kysely'
import { fieldsOf } from '../../../contract/fields.ts'
import { likePiece } from '../../kernel/fold.ts'
import {
  type FieldSql,
  type ListSource,
  ownerSql,
  referenceSql,
  sortedSql,
  tagsSql,
  textSql,
} from '../../kernel/list/source.ts'
import { seen } from '../../kernel/seen.ts'

// Names of deals have no folded twin: a piece is looked for in the name as it is written, whatever the case.
const name: FieldSql = { value: sql.ref('t.name'), sort: { key: sql.ref('t.name'), type: 'text', isNullable: false } }

/** The customer, whichever of the three it is, by its name. */
const customer: FieldSql = {
  value: sql`coalesce(
    (select c.name from companies c where c.workspace_id = t.workspace_id and c.id = t.company_id),
    (select p.name from people p where p.workspace_id = t.workspace_id and p.id = t.person_id),
    (select h.name from households h where h.workspace_id = t.workspace_id and h.id = t.household_id))`,
  contains: (ctx, piece) => {
    const among = (table: 'companies' | 'people' | 'households') => sql`(
      select c.id from ${sql.table(table)} c
      where c.workspace_id = ${ctx.workspace.id} and c.name_folded like ${likePiece(piece)})`
    return sql<boolean>`(t.company_id in ${among('companies')} or t.person_id in ${among('people')}
      or t.household_id in ${among('households')})`
  },
}

/** A stage by its key, which is the same in every version of a process. */
const stage: FieldSql = {
  anyOf: (ctx, keys) => sql<boolean>`t.stage_id = any(array(
    select s.id from stages s where s.workspace_id = ${ctx.workspace.id} and s.key = any(${keys}::text[])))`,
  isEmpty: sql<boolean>`false`,
  sort: {
    key: sql`st.position`,
    type: 'integer',
    isNullable: true,
    join: sql`left join stages st on st.workspace_id = t.workspace_id and st.id = t.stage_id`,
  },
  group: sql`(select s.key from stages s where s.workspace_id = t.workspace_id and s.id = t.stage_id)`,
  // A stage that was renamed is called what it is called now.
  label: sql`(select s.name from stages s where s.workspace_id = g.workspace_id and s.key = g.value order by s.id desc limit 1)`,
}

const products: FieldSql = {
  anyOf: (_ctx, ids) => sql<boolean>`exists (
    select 1 from deal_lines l
    where l.workspace_id = t.workspace_id and l.deal_id = t.id and l.product_id = any(${ids}::uuid[]))`,
  isEmpty: sql<boolean>`not exists (
    select 1 from deal_lines l where l.workspace_id = t.workspace_id and l.deal_id = t.id)`,
}

const columns: ListSource['sql'] = {
  name,
  customer,
  stage,
  outcome: { value: sql.ref('t.outcome') },
  ownerId: ownerSql,
  amountMinor: sortedSql('amount_minor', 'bigint'),
  expectedCloseOn: sortedSql('expected_close_on', 'date'),
  nextStep: textSql('next_step'),
  nextStepOn: sortedSql('next_step_on', 'date'),
  openedAt: sortedSql('opened_at', 'timestamptz', false),
  stageEnteredAt: { value: sql.ref('t.stage_entered_at') },
  endedAt: sortedSql('ended_at', 'timestamptz'),
  sourceId: referenceSql('source_id', 'sources'),
  tagIds: tagsSql,
  // Most terms have no name of their own: what they are, the reader's language says.
  paymentTermsId: referenceSql('payment_terms_id', 'payment_terms'),
  companyId: referenceSql('company_id', 'companies'),
  personId: referenceSql('person_id', 'people'),
  householdId: referenceSql('household_id', 'households'),
  productId: products,
  processId: referenceSql('process_id', 'processes'),
  externalId: textSql('external_id'),
  updatedAt: { value: sql.ref('t.updated_at') },
}

/** Deals as lists see them. */
export const dealSource: ListSource = {
  kind: 'deals',
  fields: fieldsOf.deals,
  sql: columns,
  from: () => sql`deals`,
  where: (ctx) => sql<boolean>`t.workspace_id = ${ctx.workspace.id} and ${seen(ctx.actor, sql.ref('t.owner_id'))}`,
  sum: { minor: sql.ref('t.amount_minor'), currency: sql.ref('t.currency') },
}

// What the log does not tell is not known of a day that is past.
const untold = ['updatedAt', 'tagIds']

/** Deals as they stood on a day: `relation` is that of `dealsOn`, of which the actor sees every row. */
export function dealSourceOn(relation: RawBuilder<unknown>): ListSource {
  return {
    ...dealSource,
    fields: dealSource.fields.filter(({ key }) => !untold.includes(key)),
    from: () => relation,
    where: (ctx) => sql<boolean>`t.workspace_id = ${ctx.workspace.id}`,
  }
}
