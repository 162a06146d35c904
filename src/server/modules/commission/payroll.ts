import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import type { LineDetails, LinePart, downloadPayroll as contract, lineKinds } from '../../../contract/commission.ts'
import { languages } from '../../../contract/primitives.ts'
import { languageFacts } from '../../../words/languages.ts'
import { words } from '../../../words/node.ts'
import type { Cell } from '../../kernel/cell.ts'
import type { Context } from '../../kernel/context.ts'
import { byteOrderMark, csvLine, csvText } from '../../kernel/csv.ts'
import { requireOrder } from '../../kernel/fail.ts'
import { workbook } from '../../kernel/xlsx.ts'
import { partsOfLines } from './lines.ts'

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
/** What else a row tells that is for a part of a line. */
const ofParts = ['part', 'tier-from', 'tier-until', 'of', 'rate'] as const
const atOnce = 1_000

interface Row {
  readonly id: string
  readonly position: number
  readonly key: string
  readonly forOn: string
  readonly memberId: string
  readonly knownAt: Date
  readonly terms: CommissionTerms
  readonly quotaMinor: number | null
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

/** A row of the file: a line, or a part of one with that part's amount. */
interface FileRow extends Row {
  readonly part?: LinePart
}

/** The lines of closed statements for payroll, as CSV. */
export async function payrollCsv(ctx: Context, asked: Asked): Promise<AsyncIterable<string>> {
  requireOrder(asked.from, asked.until, 'until')
  const { t } = spokenOf(ctx, asked)
  const style = { delimiter: ',' as const, timeZone: ctx.workspace.timeZone, words: { yes: '', no: '' } }
  return (async function* () {
    yield byteOrderMark + csvLine(titlesOf(asked, t))
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
      columns: titlesOf(asked, t).map((title) => ({ title })),
      rightToLeft: languageFacts[language].direction === 'rtl',
      timeZone: ctx.workspace.timeZone,
      rows: (async function* () {
        for await (const row of rowsOf(ctx, asked)) yield cellsOf(row, t)
      })(),
    },
  ])
}

function titlesOf({ rows }: Asked, t: Say): string[] {
  const shown = rows === 'parts' ? [...columns, ...ofParts] : columns
  return shown.map((column) => t(`commission.payroll.${column}`))
}

type Say = ReturnType<typeof words>['t']

function spokenOf(ctx: Context, asked: Asked) {
  const language = languages.find((each) => each === asked.language) ?? ctx.workspace.language
  return { language, t: words(language).t }
}

function cellsOf(row: FileRow, t: Say): Cell[] {
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
    ...(row.part ? partCells(row.part, row, t) : []),
  ]
}

function partCells({ kind, tier, ofMinor, statementOn }: LinePart, { currency }: Row, t: Say): Cell[] {
  const names: Record<LinePart['kind'], string> = {
    tier: t('commission.part.name'),
    beyond: t('commission.kind.accelerator'),
    goal: t('commission.kind.bonus'),
    cap: t('commission.part.cap'),
    earned: t('commission.part.earned'),
    granted: t('commission.kind.adjustment'),
    booked: t('commission.part.booked', { day: statementOn ?? '' }),
  }
  const edge = (from: number): Cell => (tier?.by === 'quota' ? `${from / 100} %` : { minor: from, currency })
  return [
    names[kind],
    tier && edge(tier.from),
    tier?.until === undefined || tier.until === null ? null : edge(tier.until),
    ofMinor === null ? null : { minor: ofMinor, currency },
    tier && tier.rate / 100,
  ]
}

async function* rowsOf(ctx: Context, asked: Asked): AsyncGenerator<FileRow> {
  for await (const rows of batchesOf(ctx, asked)) yield* asked.rows === 'parts' ? await inParts(ctx, rows) : rows
}

async function inParts(ctx: Context, rows: readonly Row[]): Promise<FileRow[]> {
  const found: FileRow[] = []
  for (const lines of Map.groupBy(rows, ({ id }) => id).values()) {
    const [told] = lines
    if (told === undefined) continue
    const partsIn = await partsOfLines(ctx, told, lines)
    found.push(...lines.flatMap((line) => partsIn(line).map((part) => ({ ...line, part, minor: part.minor }))))
  }
  return found
}

async function* batchesOf(ctx: Context, { from, until }: Asked): AsyncGenerator<Row[]> {
  let after: Row | undefined
  for (;;) {
    const { rows } = await sql<Row>`
      select s.id, l.position, s.until_on::text as until, m.name as member, p.name as plan, s.from_on::text as "from",
        (s.until_on - 1)::text as last, l.kind, d.name as deal, l.minor, s.currency, l.details, l.key, l.for_on::text as "forOn",
        s.member_id as "memberId", s.known_at as "knownAt", t.terms, s.quota_minor as "quotaMinor"
      from commission_statements s
      join commission_lines l on l.workspace_id = s.workspace_id and l.statement_id = s.id
      join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
      join commission_plans p on p.workspace_id = s.workspace_id and p.id = s.plan_id
      join commission_terms t on t.workspace_id = s.workspace_id and t.id = s.terms_id
      left join deals d on d.workspace_id = l.workspace_id and d.id = l.deal_id
      where s.workspace_id = ${ctx.workspace.id} and s.until_on > ${from}::date and s.until_on <= ${until}::date
        ${after === undefined ? sql`` : sql`and (s.until_on, s.id, l.position) > (${after.until}::date, ${after.id}::uuid, ${after.position})`}
      order by s.until_on, s.id, l.position limit ${atOnce}`.execute(ctx.tx)
    yield rows
    after = rows.at(-1)
    if (rows.length < atOnce) return
  }
}
