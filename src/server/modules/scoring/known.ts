import { type RawBuilder, sql } from 'kysely'
import type { CustomField } from '../../../contract/custom-fields.ts'
import { type CustomValue, type CustomValues, listKeyOf } from '../../../contract/custom-values.ts'
import type { Features, FeatureValue } from '../../database/tables/scoring.ts'
import { customFieldsOf } from '../fields/index.ts'
import { fitOf, type Judging, type Markets } from '../segments/index.ts'
import type { Candidate } from './encoding.ts'
import { decides } from './titles.ts'

/** What is known of a customer, as it is read. */
export interface Known {
  readonly hasPhone: boolean
  readonly hasEmail: boolean
  readonly title: string | null
  readonly fits: boolean | null
  readonly sourceId: string | null
  readonly passed: readonly boolean[]
  /** What a fitted score counts with; null where rules do. */
  readonly fields: (Readonly<Record<string, string | number | null>> & { readonly customer: string }) | null
  readonly custom: Readonly<Partial<Record<CustomRecord, CustomValues | null>>> | null
}

const customRecords = ['companies', 'people', 'households', 'deals'] as const
type CustomRecord = (typeof customRecords)[number]

/**
 * What is known of the customer that `x` names by `person_id`, `company_id` or `household_id`, with its `source_id`: columns
 * to select as `known`, and the joins they need. Aliases that begin with k are taken.
 * @param passed whether the customer passes each of the workspace's own rules
 */
export function knownSql(
  markets: Markets,
  passed: readonly RawBuilder<unknown>[],
  x: string,
  { forModel, ofDeal = false }: { readonly forModel: boolean; readonly ofDeal?: boolean },
): { readonly column: RawBuilder<Known>; readonly joins: RawBuilder<unknown> } {
  const of = (column: string) => sql.ref(`${x}.${column}`)
  const atCompany = (column: string) => sql`(${of('person_id')} is null and exists (select 1 from people e
    where e.workspace_id = ${of('workspace_id')} and e.company_id = ${of('company_id')} and ${sql.ref(`e.${column}`)} is not null))`
  const reach = (column: string) => sql`(coalesce(${sql.ref(`kp.${column}`)},
    case when ${of('company_id')} is not null then ${sql.ref(`kc.${column}`)} end, ${sql.ref(`ko.${column}`)}) is not null
    or ${atCompany(column)})`
  const source = sql`coalesce(${of('source_id')}, kp.source_id, kc.source_id, ko.source_id)`
  const column = sql<Known>`json_build_object(
    'hasPhone', ${reach('phone')}, 'hasEmail', ${reach('email')}, 'title', kp.title, 'fits', ${fitOf(markets, x)},
    'sourceId', ${source}, 'passed', json_build_array(${sql.join(passed)}),
    'fields', ${forModel ? fieldsSql(source) : sql`null::json`},
    'custom', ${forModel ? customSql(ofDeal ? of('custom') : sql`null::jsonb`) : sql`null::json`})`
  const joins = sql`
    left join people kp on kp.workspace_id = ${of('workspace_id')} and kp.id = ${of('person_id')}
    left join companies kc on kc.workspace_id = ${of('workspace_id')} and kc.id = coalesce(${of('company_id')}, kp.company_id)
    left join households ko on ko.workspace_id = ${of('workspace_id')} and ko.id = ${of('household_id')}`
  return { column, joins }
}

function fieldsSql(source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`json_build_object(
    'customer', case when kp.id is not null then 'people' when kc.id is not null then 'companies' else 'households' end,
    'companies.sector', kc.sector, 'companies.country', kc.country, 'companies.city', kc.city,
    'companies.employees', kc.employees, 'companies.revenueMinor', kc.revenue_minor, 'companies.foundedYear', kc.founded_year,
    'people.country', kp.country, 'people.city', kp.city,
    'households.country', ko.country, 'households.city', ko.city,
    'source', (select ks.name from sources ks where ks.workspace_id = coalesce(kp.workspace_id, kc.workspace_id, ko.workspace_id)
      and ks.id = ${source}))`
}

function customSql(ofDeal: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`json_build_object('companies', kc.custom, 'people', kp.custom, 'households', ko.custom, 'deals', ${ofDeal})`
}

const numbers: Readonly<Record<string, Pick<Candidate, 'isLog'>>> = {
  'companies.employees': { isLog: true },
  'companies.revenueMinor': { isLog: true },
  'companies.foundedYear': {},
}

const standard = [
  'customer',
  'market',
  'source',
  'phone',
  'email',
  'people.decides',
  'companies.sector',
  'companies.country',
  'companies.city',
  'companies.employees',
  'companies.revenueMinor',
  'companies.foundedYear',
  'people.country',
  'people.city',
  'households.country',
  'households.city',
].map((key): Candidate => {
  const number = numbers[key]
  return { key, name: null, kind: number ? 'number' : 'levels', ...number }
})

const kinds: Readonly<Record<CustomField['kind'], Pick<Candidate, 'kind' | 'isLog'>>> = {
  number: { kind: 'number' },
  money: { kind: 'number', isLog: true },
  text: { kind: 'levels' },
  choice: { kind: 'levels' },
  multi_choice: { kind: 'levels' },
  yes_no: { kind: 'levels' },
  long_text: { kind: 'none' },
  date: { kind: 'none' },
  link: { kind: 'none' },
  person: { kind: 'none' },
}

/**
 * Every field that a score may be fitted to. Names, numbers and addresses are not among them: they say who somebody is; nor is
 * what a deal becomes, which is what the score is to tell.
 */
export async function candidatesOf(ctx: Judging): Promise<(Candidate & { readonly id?: string })[]> {
  const own = await Promise.all(
    customRecords.map(async (record) => {
      const fields = await customFieldsOf(ctx, record)
      return fields.map(({ id, key, name, kind }) => {
        return { key: `${record}.${listKeyOf({ key })}`, name, id, ...kinds[kind] }
      })
    }),
  )
  return [...standard, ...own.flat()]
}

/** What is known, by the keys of the fields that a score is fitted to. */
export function featuresOf({ hasPhone, hasEmail, title, fits, fields, custom }: Known): Features {
  const own = customRecords.flatMap((record) => {
    return Object.entries(custom?.[record] ?? {}).map(([key, value]) => {
      return [`${record}.${listKeyOf({ key })}`, valueOf(value)] as const
    })
  })
  const all: (readonly [string, FeatureValue | null | undefined])[] = [
    ...Object.entries(fields ?? {}),
    ['market', fits],
    ['phone', hasPhone],
    ['email', hasEmail],
    ['people.decides', title === null ? null : decides(title)],
    ...own,
  ]
  return Object.fromEntries(
    all.flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, value]])),
  )
}

function valueOf(value: CustomValue): FeatureValue {
  return typeof value === 'object' && 'minor' in value ? value.minor : value
}
