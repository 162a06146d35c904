import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { LineDetails, downloadPayroll as contract, lineKinds } from '../../../contract/commission.ts'
import { languages } from '../../../contract/primitives.ts'
import { languageFacts } from '../../../words/languages.ts'
import { words } from '../../../words/node.ts'
import type { Cell } from '../../kernel/cell.ts'
import type { Context } from '../../kernel/context.ts'
import { byteOrderMark, csvLine, csvText } from '../../kernel/csv.ts'
import { requireOrder } from '../../kernel/fail.ts'
import { workbook } from '../../kernel/xlsx.ts'

type Asked = QueryOf<typeof contract>

const columns = [
  'seller',
  'plan',
  'from',
  'to',
  'kind',
  'deal',
  'won',
  'amount',
  'currency',
  'note',
  'statement',
] as const
const atOnce = 1_000

interface Row {
  readonly id: string
  readonly position: number
  readonly until: string
  readonly member: string
  readonly plan: string
  readonly from: string
  readonly last: string
  readonly kind: (typeof lineKinds)[number]
  readonly deal: string | null
  readonly minor: number
  readonly currency: string
  readonly details: LineDetails
}

/** The lines of closed statements for payroll, as CSV. */
export async function payrollCsv(ctx: Context, asked: Asked): Promise<AsyncIterable<string>> {
  requireOrder(asked.from, asked.until, 'until')
  const { t } = spokenOf(ctx, asked)
  const style = { delimiter: ',' as const, timeZone: ctx.workspace.timeZone, words: { yes: '', no: '' } }
  return (async function* () {
    yield byteOrderMark + csvLine(columns.map((column) => t(`commission.payroll.${column}`)))
    for await (const row of rowsOf(ctx, asked)) yield csvLine(cellsOf(row, t).map((cell) => csvText(cell, style)))
  })()
}

/** The same as a workbook. */
export async function payrollWorkbook(ctx: Context, asked: Asked): Promise<AsyncIterable<Uint8Array>> {
  requireOrder(asked.from, asked.until, 'until')
  const { t, language } = spokenOf(ctx, asked)
  return workbook([
    {
      name: t('commission.title'),
      columns: columns.map((column) => ({ title: t(`commission.payroll.${column}`) })),
      rightToLeft: languageFacts[language].direction === 'rtl',
      timeZone: ctx.workspace.timeZone,
      rows: (async function* () {
        for await (const row of rowsOf(ctx, asked)) yield cellsOf(row, t)
      })(),
    },
  ])
}

type Say = ReturnType<typeof words>['t']

function spokenOf(ctx: Context, asked: Asked) {
  const language = languages.find((each) => each === asked.language) ?? ctx.workspace.language
  return { language, t: words(language).t }
}

function cellsOf(row: Row, t: Say): Cell[] {
  const day = (on: string | undefined) => (on === undefined ? null : { day: on })
  return [
    row.member,
    row.plan,
    day(row.from),
    day(row.last),
    t(`commission.kind.${row.kind}`),
    row.deal,
    day(row.details.wonOn),
    { minor: row.minor, currency: row.currency },
    row.currency,
    row.details.name ?? null,
    row.id,
  ]
}

async function* rowsOf(ctx: Context, { from, until }: Asked): AsyncGenerator<Row> {
  let after: Row | undefined
  for (;;) {
    const { rows } = await sql<Row>`
      select s.id, l.position, s.until_on::text as until, m.name as member, p.name as plan, s.from_on::text as "from",
        (s.until_on - 1)::text as last, l.kind, d.name as deal, l.minor, s.currency, l.details
      from commission_statements s
      join commission_lines l on l.workspace_id = s.workspace_id and l.statement_id = s.id
      join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
      join commission_plans p on p.workspace_id = s.workspace_id and p.id = s.plan_id
      left join deals d on d.workspace_id = l.workspace_id and d.id = l.deal_id
      where s.workspace_id = ${ctx.workspace.id} and s.until_on > ${from}::date and s.until_on <= ${until}::date
        ${after === undefined ? sql`` : sql`and (s.until_on, s.id, l.position) > (${after.until}::date, ${after.id}::uuid, ${after.position})`}
      order by s.until_on, s.id, l.position limit ${atOnce}`.execute(ctx.tx)
    yield* rows
    after = rows.at(-1)
    if (rows.length < atOnce) return
  }
}
