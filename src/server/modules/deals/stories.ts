import type { FactData, FactType, marketMaturities, stakeholderRoles } from '../../../contract/facts.ts'
import { nameWords } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { type BulkPlace, type BulkStage, type BulkStep, columnsOf, type Standing, tell } from './bulk.ts'

/** Something that happened to a deal, when, and which member did it. */
export type Happening = { readonly at: Date; readonly by: string | null; readonly words?: string | undefined } & Deed

type Ended = Omit<Extract<BulkStep, { kind: 'ended' }>, 'when' | 'comeBackOn'> & { readonly comeBackOn?: string }

type Deed =
  | { readonly kind: 'moved'; readonly stage: BulkStage; readonly missing?: readonly string[] }
  /** Comes just before the move that it lets pass. */
  | { readonly kind: 'overridden'; readonly missing: readonly string[]; readonly stage: BulkStage }
  | Ended
  | { readonly kind: 'reversed'; readonly reason: FactData<'deal.win_reversed'>['reason'] }
  | { readonly kind: 'came_back'; readonly newDealId: string }
  | { readonly kind: 'assigned'; readonly to: string | null }
  | { readonly kind: 'lined'; readonly lines: readonly StoryLine[] }
  | { readonly kind: 'expected'; readonly on: string }
  | { readonly kind: 'termed'; readonly to: string }
  | { readonly kind: 'assessed'; readonly as: (typeof marketMaturities)[number] }
  | { readonly kind: 'confirmed'; readonly stage: BulkStage; readonly criterion: string }
  | { readonly kind: 'joined'; readonly personId: string; readonly role: (typeof stakeholderRoles)[number] }
  | { readonly kind: 'planned'; readonly on: string; readonly words: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'told'; readonly fact: ToldFact }

/** What leaves a deal where it stands; what was said is a row of another module. */
type Telling = 'deal.touched' | 'deal.objection_raised' | 'deal.objection_settled'
export type ToldFact = { [Type in Telling]: { readonly type: Type; readonly data: FactData<Type> } }[Telling]

export interface StoryLine {
  readonly product_id: string
  readonly quantity: number
  readonly price_minor: number
  readonly cost_minor: number | null
  readonly list_minor: number | null
}

/** A deal with all that happened to it, one after the other in time. */
export interface Story {
  readonly id: string
  readonly place: Pick<BulkPlace, 'processId' | 'versionId' | 'stages'>
  readonly name: string
  readonly company_id: string | null
  readonly person_id: string | null
  readonly household_id: string | null
  readonly source_id: string | null
  readonly owner_id: string | null
  readonly currency: string
  readonly previous_deal_id: string | null
  readonly opened: { readonly at: Date; readonly by: string | null; readonly stage: BulkStage }
  readonly happenings: readonly Happening[]
}

interface Told extends Standing {
  owner: string | null
  minor: number | null
  expectedOn: string | null
  terms: string | null
  maturity: (typeof marketMaturities)[number] | null
  nextStep: { text: string; on: string } | null
  lines: readonly StoryLine[]
}

/** The rows of a story, by table: the deal, and beside it the facts that say so. Every row of a table has the same columns. */
export interface StoryRows {
  readonly deals: object[]
  readonly deal_lines: object[]
  readonly stakeholders: object[]
  readonly confirmations: object[]
  readonly facts: object[]
  readonly fact_words: object[]
}

/** In the order they can be written. */
export const storyTables = ['deals', 'deal_lines', 'stakeholders', 'confirmations', 'facts', 'fact_words'] as const

/**
 * What many deals are and what happened to them, as rows: for stories that are made up as a whole, as seeds are. Like a
 * change of a deal made by hand each one is told by its fact; here the fact is recorded when it happened.
 */
export function tellStories(workspaceId: string, stories: readonly Story[]): StoryRows {
  const rows: StoryRows = { deals: [], deal_lines: [], stakeholders: [], confirmations: [], facts: [], fact_words: [] }
  for (const story of stories) tellStory(workspaceId, story, rows)
  return rows
}

function tellStory(workspaceId: string, story: Story, rows: StoryRows): void {
  const { opened } = story
  const told: Told = {
    stage: opened.stage,
    enteredAt: opened.at,
    outcome: 'open',
    endedAt: null,
    comeBackOn: null,
    owner: story.owner_id,
    minor: null,
    expectedOn: null,
    terms: null,
    maturity: null,
    nextStep: null,
    lines: [],
  }
  const write = (fact: Fact, { at, by, words }: Pick<Happening, 'at' | 'by' | 'words'>) => {
    const id = newId()
    rows.facts.push(factRow(workspaceId, story.id, id, fact, at, by))
    if (words !== undefined) rows.fact_words.push({ workspace_id: workspaceId, id, words })
  }
  write({ type: 'deal.opened', stage: opened.stage.id, data: openingOf(story) }, opened)
  for (const happening of story.happenings) {
    if (happening.kind === 'joined') rows.stakeholders.push(stakeholderRow(workspaceId, story.id, happening))
    if (happening.kind === 'confirmed') rows.confirmations.push(confirmationRow(workspaceId, story.id, happening))
    for (const fact of factsOf(told, happening, story)) write(fact, happening)
  }
  rows.deals.push(dealRow(workspaceId, story, told))
  told.lines.forEach((line, position) => {
    rows.deal_lines.push({ workspace_id: workspaceId, id: newId(), deal_id: story.id, position, ...line })
  })
}

interface Fact {
  readonly type: FactType
  readonly from?: string | null
  readonly stage?: string | null
  readonly data: FactData<FactType>
}

/** The facts of a happening; `told` is afterwards how the deal stands. */
function factsOf(told: Told, happening: Happening, story: Story): Fact[] {
  const one = <Type extends FactType>(type: Type, data: FactData<Type>): Fact[] => [{ type, data }]
  switch (happening.kind) {
    case 'moved':
      return [stepOf(told, { ...happening, when: whenOf(happening) }, story)]
    case 'ended':
      return [stepOf(told, { comeBackOn: '', ...happening, when: whenOf(happening) }, story)]
    case 'overridden': {
      const data = { missing: [...happening.missing] }
      return [{ type: 'deal.gate_overridden', from: told.stage.id, stage: happening.stage.id, data }]
    }
    case 'reversed': {
      told.outcome = 'lost'
      told.endedAt = happening.at
      const { id } = told.stage
      return [{ type: 'deal.win_reversed', from: id, stage: id, data: { reason: happening.reason } }]
    }
    case 'came_back':
      return one('deal.came_back', { newDealId: happening.newDealId })
    case 'lined':
      return linesOf(told, happening.lines, story.currency)
    case 'assigned':
    case 'expected':
    case 'termed':
    case 'assessed':
      return [changeOf(told, happening)]
    case 'confirmed':
      return [
        {
          type: 'deal.criterion_confirmed',
          stage: happening.stage.id,
          data: { criterion: happening.criterion, met: true },
        },
      ]
    case 'joined':
      return one('deal.stakeholder_set', { personId: happening.personId, role: happening.role })
    case 'planned':
      told.nextStep = { text: happening.words, on: happening.on }
      return one('deal.next_step_planned', { on: happening.on })
    case 'told':
      return [happening.fact]
    case 'done': {
      const on = told.nextStep?.on
      told.nextStep = null
      return on === undefined ? [] : one('deal.next_step_done', { on })
    }
  }
}

/** The fact of one field that changes, and was something else before. */
function changeOf(
  told: Told,
  happening: Extract<Happening, { kind: 'assigned' | 'expected' | 'termed' | 'assessed' }>,
): Fact {
  const { owner, expectedOn, terms, maturity } = told
  switch (happening.kind) {
    case 'assigned':
      told.owner = happening.to
      return { type: 'deal.assigned', data: { from: owner, to: happening.to } }
    case 'expected':
      told.expectedOn = happening.on
      return { type: 'deal.expected_close_changed', data: { from: expectedOn, to: happening.on } }
    case 'termed':
      told.terms = happening.to
      return { type: 'deal.terms_changed', data: { from: terms, to: happening.to } }
    case 'assessed':
      told.maturity = happening.as
      return { type: 'deal.maturity_changed', data: { from: maturity, to: happening.as } }
  }
}

function whenOf({ at }: Happening) {
  return { at, dated: true }
}

/** A change of stage or outcome: told by the rule that imports are told by. */
function stepOf(told: Told, step: BulkStep, { id, currency, place }: Story): Fact {
  const { type, from_stage_id, stage_id, data } = tell(
    id,
    told,
    step,
    { amount_minor: told.minor, currency },
    place.stages,
  )
  return { type, from: from_stage_id, stage: stage_id, data }
}

function linesOf(told: Told, lines: readonly StoryLine[], currency: string): Fact[] {
  const from = told.minor
  const minor = lines.reduce((sum, line) => sum + line.quantity * line.price_minor, 0)
  told.lines = lines
  told.minor = minor
  const changed: Fact = { type: 'deal.lines_changed', data: { count: lines.length, minor, currency } }
  return from === minor ? [changed] : [changed, { type: 'deal.amount_changed', data: { from, to: minor, currency } }]
}

function openingOf({ place, source_id, owner_id, currency, previous_deal_id }: Story): FactData<'deal.opened'> {
  return {
    versionId: place.versionId,
    sourceId: source_id,
    ownerId: owner_id,
    minor: null,
    currency,
    expectedCloseOn: null,
    ...(previous_deal_id === null ? {} : { previousDealId: previous_deal_id }),
  }
}

function factRow(workspaceId: string, dealId: string, id: string, fact: Fact, at: Date, by: string | null) {
  return {
    workspace_id: workspaceId,
    id,
    deal_id: dealId,
    type: fact.type,
    occurred_at: at,
    recorded_at: at,
    dated: true,
    actor_kind: by === null ? 'automation' : 'member',
    actor_id: by,
    from_stage_id: fact.from ?? null,
    stage_id: fact.stage ?? null,
    data: fact.data,
  }
}

function dealRow(workspaceId: string, story: Story, told: Told) {
  const { opened, place, happenings, owner_id: _owner, ...fields } = story
  return {
    workspace_id: workspaceId,
    ...fields,
    name_words: nameWords(story.name),
    ...columnsOf(told),
    process_id: place.processId,
    version_id: place.versionId,
    owner_id: told.owner,
    amount_minor: told.minor,
    expected_close_on: told.expectedOn,
    payment_terms_id: told.terms,
    market_maturity: told.maturity,
    next_step: told.nextStep?.text ?? null,
    next_step_on: told.nextStep?.on ?? null,
    opened_at: opened.at,
    opened_dated: true,
    created_at: opened.at,
    updated_at: happenings.at(-1)?.at ?? opened.at,
    version: 1,
    field_versions: {},
  }
}

function stakeholderRow(workspaceId: string, dealId: string, joined: Extract<Happening, { kind: 'joined' }>) {
  const { personId, role, at } = joined
  return { workspace_id: workspaceId, id: newId(), deal_id: dealId, person_id: personId, role, created_at: at }
}

function confirmationRow(workspaceId: string, dealId: string, confirmed: Extract<Happening, { kind: 'confirmed' }>) {
  return {
    workspace_id: workspaceId,
    id: newId(),
    deal_id: dealId,
    stage_key: confirmed.stage.key,
    criterion: confirmed.criterion,
    confirmed_at: confirmed.at,
    confirmed_by: confirmed.by,
  }
}
