import type { QueryOf } from '../../../contract/endpoint.ts'
import type { MapStage, ProcessMapFigures, downloadProcessMap } from '../../../contract/process-map.ts'
import { languageFacts } from '../../../words/languages.ts'
import type { Words } from '../../../words/index.ts'
import { words } from '../../../words/node.ts'
import type { Cell } from '../../kernel/cell.ts'
import type { Context } from '../../kernel/context.ts'
import { byteOrderMark, csvLine, csvText } from '../../kernel/csv.ts'
import { workbook } from '../../kernel/xlsx.ts'
import { figure } from './figures.ts'
import type { DealIntervals } from './intervals.ts'
import { type PlannedStage, plannedStages } from './map-inputs.ts'
import { type MapScope, mapScope, measuredMap } from './mapped-process.ts'

/** A sheet stays a sheet that a person can work with; more deals than this are counted by the map anyway. */
const mostIntervals = 100_000
const dealsAtOnce = 1000

interface Sheet {
  readonly name: string
  readonly titles: readonly string[]
  readonly rows: () => AsyncIterable<readonly Cell[]>
}

/** The map with its figures, and the days that each deal spent in each stage: as a workbook both, as CSV one of them. */
export async function* mapFile(
  ctx: Context,
  { format, table, language = ctx.workspace.language, ...query }: QueryOf<typeof downloadProcessMap>,
): AsyncGenerator<string | Uint8Array> {
  const { stages_of: stagesOf, by_day: byDay, ...asked } = query
  const spoken = words(language)
  const mapped = await mapScope(ctx, asked, stagesOf)
  const { timeZone } = ctx.workspace
  if (format === 'csv') {
    const sheet = table === 'map' ? await mapSheet(ctx, mapped, byDay, spoken) : intervalSheet(ctx, mapped, spoken)
    yield byteOrderMark + csvLine(sheet.titles)
    const style = { delimiter: ',', timeZone, words: { yes: '', no: '' } } as const
    for await (const row of sheet.rows()) yield csvLine(row.map((cell) => csvText(cell, style)))
    return
  }
  const rightToLeft = languageFacts[language].direction === 'rtl'
  const sheets = [await mapSheet(ctx, mapped, byDay, spoken), intervalSheet(ctx, mapped, spoken)]
  yield* workbook(
    sheets.map(({ name, titles, rows }) => ({
      name,
      columns: titles.map((title) => ({ title })),
      rightToLeft,
      timeZone,
      rows: rows(),
    })),
  )
}

async function mapSheet(ctx: Context, mapped: MapScope, byDay: number, { t }: Words): Promise<Sheet> {
  const map = await measuredMap(ctx, mapped, byDay)
  const planned = new Map((await plannedStages(ctx, map.versionId)).map((stage) => [stage.key, stage]))
  const columns = mapColumns(map, t)
  return {
    name: t('processes.file.map'),
    titles: columns.map(([title]) => title),
    rows: async function* () {
      for (const stage of map.stages) yield columns.map(([, cell]) => cell(stage, planned.get(stage.key)))
    },
  }
}

type MapColumn = readonly [title: string, cell: (stage: MapStage, plan: PlannedStage | undefined) => Cell]

/** What the map's sheet has of a stage: what is planned, then what is measured. */
function mapColumns({ byDay, currency }: ProcessMapFigures, t: Words['t']): MapColumn[] {
  const low = t('insights.column.low')
  const high = t('insights.column.high')
  const criteria = (list: PlannedStage['entryCriteria'] | undefined) =>
    list?.map(({ kind, text }) => text ?? t(`codes.criterion.${kind}`)).join('\n') || null
  return [
    [t('insights.column.stage'), ({ name }) => name],
    [t('processes.field.purpose'), (_, plan) => plan?.purpose ?? null],
    [t('processes.field.buyerStep'), (_, plan) => plan?.buyerStep ?? null],
    [t('processes.field.entryCriteria'), (_, plan) => criteria(plan?.entryCriteria)],
    [t('processes.field.exitCriteria'), (_, plan) => criteria(plan?.exitCriteria)],
    [t('processes.target.days'), ({ targets }) => targets.duration?.target ?? null],
    [t('processes.target.share'), (_, plan) => plan?.targets.conversionPercent ?? null],
    [t('processes.target.deals'), ({ targets }) => targets.deals?.target ?? null],
    [t('insights.funnel.reached'), ({ reached }) => reached],
    [t('insights.funnel.skipped'), ({ skipped }) => skipped],
    [t('insights.funnel.advanced'), ({ advanced }) => advanced],
    [t('insights.funnel.left'), ({ left }) => left],
    [t('insights.funnel.open'), ({ open }) => open],
    [t('insights.funnel.conversion', { days: byDay }), ({ conversion }) => conversion.estimate],
    [low, ({ conversion }) => conversion.low],
    [high, ({ conversion }) => conversion.high],
    [t('insights.funnel.time'), ({ duration }) => duration.median.value],
    [low, ({ duration }) => duration.median.low],
    [high, ({ duration }) => duration.median.high],
    [t('processes.map.p80'), ({ duration }) => duration.p80.value],
    [t('processes.map.per-month'), ({ perMonth }) => perMonth.estimate],
    [t('processes.map.planned'), ({ activities }) => activities.planned],
    [t('processes.map.touches'), ({ activities }) => activities.touches],
    [t('processes.map.minutes'), ({ activities }) => (activities.timed === 0 ? null : activities.minutes)],
    [t('processes.map.steps'), ({ activities }) => activities.steps],
    [t('processes.map.notes'), ({ activities }) => activities.notes],
    [t('processes.map.criteria'), ({ activities }) => activities.criteria],
    [
      t('processes.map.cost'),
      ({ costMinor }) => (costMinor === null ? null : { minor: Math.round(costMinor), currency }),
    ],
  ]
}

function intervalSheet(ctx: Context, mapped: MapScope, { t }: Words): Sheet {
  const stages = mapped.process.shown.filter(({ isCare }) => !isCare)
  return {
    name: t('processes.file.intervals'),
    titles: [
      t('processes.file.deal'),
      t('insights.filter.owner'),
      t('processes.file.opened'),
      t('insights.column.outcome'),
      t('processes.file.ended'),
      ...stages.map(({ name }) => name),
    ],
    rows: async function* () {
      const deals = await figure(ctx, 'intervals', { ...mapped, most: mostIntervals })
      for (let begin = 0; begin < deals.length; begin += dealsAtOnce) {
        const some = deals.slice(begin, begin + dealsAtOnce)
        const names = await namesOf(ctx, some)
        for (const deal of some) {
          const { name = null, owner = null } = names.get(deal.id) ?? {}
          const standing = t(`codes.outcome.${deal.standing}`)
          const days = stages.map(({ key }) => deal.days[key] ?? null)
          yield [name, owner, dayCell(deal.openedOn), standing, dayCell(deal.endedOn), ...days]
        }
      }
    },
  }
}

function dayCell(day: string | null): Cell {
  return day === null ? null : { day }
}

async function namesOf(ctx: Context, deals: readonly DealIntervals[]) {
  const rows = await ctx.tx
    .selectFrom('deals as d')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'd.workspace_id').onRef('m.id', '=', 'd.owner_id'),
    )
    .select(['d.id', 'd.name', 'm.name as owner'])
    .where('d.workspace_id', '=', ctx.workspace.id)
    .where(
      'd.id',
      'in',
      deals.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}
