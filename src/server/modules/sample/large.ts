import { nameWords } from '../../kernel/fold.ts'
import { type Calendar, calendarOf, none, years } from './large-calendar.ts'
import {
  type LargeTouch,
  objectionColumns,
  objectionLines,
  touchColumns,
  touchFacts,
  touchLines,
  touchesBetween,
} from './large-doings.ts'
import { type LargeLine, lineColumns, lineRows, linesOf } from './large-goods.ts'
import { type Random, randomFrom } from './random.ts'

/** What very many deals are made of: ids that are there, by name. */
export interface LargePlan {
  readonly workspaceId: string
  readonly processId: string
  readonly versionId: string
  /** Ids of the stages in their order, the last one that of care. */
  readonly stages: readonly string[]
  readonly companies: readonly string[]
  readonly owners: readonly string[]
  readonly sources: readonly string[]
  readonly products: readonly string[]
  readonly currency: string
  readonly deals: number
  /** How many of them are open; the others ended in the three years before. */
  readonly open: number
  readonly now: Date
}

/** A table with the columns that its rows give, in their order. */
export interface CopyTarget {
  readonly table: 'deals' | 'facts' | 'touches' | 'objections' | 'deal_lines'
  readonly columns: readonly string[]
  /** Lines in PostgreSQL's text format, some thousands in a piece. */
  readonly pieces: () => Iterable<string>
}

const perPiece = 2_000

const dealColumns = [
  'workspace_id',
  'id',
  'name',
  'name_words',
  'company_id',
  'process_id',
  'version_id',
  'stage_id',
  'stage_entered_at',
  'outcome',
  'ended_at',
  'owner_id',
  'source_id',
  'amount_minor',
  'currency',
  'next_step_on',
  'opened_at',
  'created_at',
  'updated_at',
] as const

const factColumns = [
  'workspace_id',
  'id',
  'deal_id',
  'type',
  'occurred_at',
  'recorded_at',
  'actor_kind',
  'actor_id',
  'from_stage_id',
  'stage_id',
  'data',
] as const

/**
 * Very many deals and their facts as COPY takes them: some ten facts a deal, half of them of what was done for it. Each deal is made
 * from its own seed for every table: nothing is held in memory, and all say the same.
 */
export function largeRows(plan: LargePlan): readonly CopyTarget[] {
  const calendar = calendarOf(plan.now)
  const made = (write: (deal: LargeDeal, calendar: Calendar) => string) =>
    function* pieces(): Generator<string> {
      for (let first = 0; first < plan.deals; first += perPiece) {
        let piece = ''
        const end = Math.min(plan.deals, first + perPiece)
        for (let number = first; number < end; number++) piece += write(dealOf(plan, number), calendar)
        yield piece
      }
    }
  return [
    { table: 'deals', columns: dealColumns, pieces: made((deal, days) => dealLine(plan, deal, days)) },
    { table: 'facts', columns: factColumns, pieces: made((deal, days) => factLines(plan, deal, days)) },
    { table: 'touches', columns: touchColumns, pieces: made((deal, days) => touchLines(plan, deal, days)) },
    { table: 'objections', columns: objectionColumns, pieces: made((deal, days) => objectionLines(plan, deal, days)) },
    { table: 'deal_lines', columns: lineColumns, pieces: made((deal) => lineRows(plan, deal)) },
  ]
}

export interface LargeDeal {
  readonly number: number
  readonly id: string
  readonly prefix: string
  /** Days since the calendar's first. */
  readonly openedOn: number
  /** When it came to each stage after the first. */
  readonly moves: readonly number[]
  readonly outcome: 'open' | 'won' | 'lost' | 'disqualified'
  readonly endedOn: number
  readonly company: string
  readonly owner: string
  readonly source: string
  readonly minor: number
  /** Days from today; null where nothing is planned. */
  readonly nextStep: number | null
  readonly touches: readonly LargeTouch[]
  readonly lines: readonly LargeLine[]
}

function dealOf(plan: LargePlan, number: number): LargeDeal {
  const random = randomFrom(number * 2_654_435_761)
  const prefix = prefixOf(number)
  const isOpen = Math.floor(((number + 1) * plan.open) / plan.deals) > Math.floor((number * plan.open) / plan.deals)
  const days = years * 365
  // Opened evenly over the years; those still open in the last months of them.
  const openedOn = isOpen ? days - 2 - random.whole(0, 150) : Math.floor((number / plan.deals) * (days - 200))
  const selling = plan.stages.length - 1
  const outcome = isOpen ? 'open' : random.weighted(outcomes)
  const furthest = outcome === 'won' ? selling - 1 : random.whole(0, selling - 1)
  const moves: number[] = []
  let day = openedOn
  for (let stage = 1; stage <= furthest; stage++) {
    day += random.whole(1, 25)
    if (isOpen && day > days - 2) break
    moves.push(day)
  }
  const endedOn = isOpen ? 0 : (moves.at(-1) ?? openedOn) + random.whole(1, 30)
  const chosen = {
    company: random.pick(plan.companies),
    owner: random.pick(plan.owners),
    source: random.pick(plan.sources),
    minor: Math.round(random.around(900_000, 0.9)),
    nextStep: isOpen ? nextStepOf(random) : null,
  }
  return {
    number,
    id: `${prefix}${suffixes[0] ?? ''}`,
    prefix,
    openedOn,
    moves,
    outcome,
    endedOn,
    ...chosen,
    touches: touchesBetween(random, openedOn, isOpen ? days - 2 : endedOn),
    lines: linesOf(random, chosen.minor),
  }
}

const outcomes = [
  ['won', 25],
  ['lost', 40],
  ['disqualified', 35],
] as const

function nextStepOf(random: Random): number | null {
  return random.chance(0.2) ? null : random.whole(-6, 30)
}

/** What the ids of a deal and its facts begin with: UUIDv7 that count on from deal to deal. */
function prefixOf(number: number): string {
  const time = (1_700_000_000_000 + number).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7`
}

/** What they end with: the deal's own before its facts', and these in their order. */
const suffixes = Array.from({ length: 48 }, (_, part) => `${part.toString(16).padStart(3, '0')}-8000-000000000000`)

function dealLine(plan: LargePlan, deal: LargeDeal, { at, day }: Calendar): string {
  const { number, id, openedOn, moves, outcome, endedOn } = deal
  const name = `Deal ${number + 1}`
  const opened = at(openedOn, 8)
  const ended = outcome === 'open' ? none : at(endedOn, 16)
  const isWon = outcome === 'won'
  const stage = isWon ? plan.stages.at(-1) : plan.stages[moves.length]
  const entered = isWon ? ended : (moves.at(-1) ?? null) === null ? opened : at(moves.at(-1) ?? 0, 10)
  const step = deal.nextStep === null ? none : day(deal.nextStep)
  return `${plan.workspaceId}\t${id}\t${name}\t${nameWords(name)}\t${deal.company}\t${plan.processId}\t${plan.versionId}\t${stage ?? ''}\t${entered}\t${outcome}\t${ended}\t${deal.owner}\t${deal.source}\t${deal.minor}\t${plan.currency}\t${step}\t${opened}\t${opened}\t${ended === none ? entered : ended}\n`
}

function factLines(plan: LargePlan, deal: LargeDeal, calendar: Calendar): string {
  const { at, day } = calendar
  const { prefix, owner, minor } = deal
  const { stages, currency } = plan
  let part = 0
  const line = (type: string, when: string, from: string, stage: string, data: string) =>
    `${plan.workspaceId}\t${prefix}${suffixes[++part] ?? ''}\t${deal.id}\t${type}\t${when}\t${when}\tmember\t${owner}\t${from}\t${stage}\t${data}\n`
  const stageAt = (position: number) => stages[position] ?? none
  const opened = at(deal.openedOn, 8)
  let lines = line(
    'deal.opened',
    opened,
    none,
    stageAt(0),
    `{"versionId":"${plan.versionId}","sourceId":"${deal.source}","ownerId":"${owner}","minor":${minor},"currency":"${currency}","expectedCloseOn":null}`,
  )
  deal.moves.forEach((moved, position) => {
    const data = '{"direction":"forward","skipped":[]}'
    lines += line('deal.moved', at(moved, 10), stageAt(position), stageAt(position + 1), data)
  })
  for (const { type, when, data } of touchFacts(deal, calendar)) lines += line(type, when, none, none, data)
  const last = stageAt(deal.moves.length)
  const ended = at(deal.endedOn, 16)
  switch (deal.outcome) {
    case 'open': {
      if (deal.nextStep === null) return lines
      const planned = at(years * 365 - 2, 17)
      return lines + line('deal.next_step_planned', planned, none, none, `{"on":"${day(deal.nextStep)}"}`)
    }
    case 'won': {
      const data = `{"signal":"not_stated","skipped":[],"minor":${minor},"currency":"${currency}"}`
      return lines + line('deal.won', ended, last, stageAt(stages.length - 1), data)
    }
    case 'lost':
      return lines + line('deal.lost', ended, last, last, '{"reason":"not_stated","comeBackOn":null}')
    case 'disqualified':
      return lines + line('deal.disqualified', ended, last, last, '{"reason":"not_stated"}')
  }
}
