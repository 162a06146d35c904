import type { Context } from '../../kernel/context.ts'
import {
  type BulkChange,
  type BulkDeal,
  type BulkStep,
  type GateStage,
  type GateView,
  gatesOnTheWay,
  gateViewsOf,
  versionOf,
} from '../deals/index.ts'

// An import says what was, so no gate stops it. What a deal lacks for where it came to stands beside its move, and in what
// is said of the import; from there on it is asked like any other.

/** A new deal, of which nothing is known but its row. @param remark called where a gate was passed that stops others */
export function openedPastGates(deal: BulkDeal, gates: readonly GateStage[], remark: () => void): BulkDeal {
  const view: GateView = {
    ...knownOf(deal),
    nextStepPlanned: Boolean(deal.nextStep),
    hasLines: deal.lines.length > 0,
    customerIsPrivate: deal.person_id !== null,
    stakeholderRoles: [],
    qualified: [],
    confirmed: [],
  }
  const [first] = gates
  const last = deal.steps.at(-1)
  if (!first || last?.kind === 'ended') return deal
  const to = last?.stage ?? deal.opened.stage
  return { ...deal, steps: passed(deal.steps, first.position, to.position, { view, gates, remark }) }
}

/** The same of deals that are there and go on. @param remark takes the deal's external id */
export async function changedPastGates(
  ctx: Context,
  changes: readonly BulkChange[],
  remark: (externalId: string) => void,
): Promise<BulkChange[]> {
  const moving = changes.filter(({ steps }) => steps.at(-1)?.kind === 'moved')
  const views = await gateViewsOf(
    ctx,
    moving.map(({ deal }) => deal.id),
  )
  const marked: BulkChange[] = []
  for (const change of changes) {
    const { deal, set, steps } = change
    const known = views.get(deal.id)
    const from = deal.stages.find(({ id }) => id === deal.stage_id)
    const last = steps.at(-1)
    if (known && from && last?.kind === 'moved') {
      const { stages: gates } = await versionOf(ctx, deal.version_id)
      const view = { ...known, ...knownOf({ ...deal, ...set }) }
      const asking = { view, gates, remark: () => remark(deal.external_id) }
      marked.push({ ...change, steps: passed(steps, from.position, last.stage.position, asking) })
    } else marked.push(change)
  }
  return marked
}

function knownOf(fields: Pick<BulkDeal, 'amount_minor' | 'expected_close_on' | 'owner_id'>) {
  return {
    amountKnown: fields.amount_minor !== null,
    expectedCloseKnown: fields.expected_close_on !== null,
    ownerKnown: fields.owner_id !== null,
  }
}

interface Asking {
  readonly view: GateView
  readonly gates: readonly GateStage[]
  readonly remark: () => void
}

/** The steps of a deal that stays open, the last move with what the deal lacks on its way from one place to another. */
function passed(steps: readonly BulkStep[], from: number, to: number, { view, gates, remark }: Asking) {
  const { enforced, advised } = gatesOnTheWay(gates, from, to, view)
  if (enforced.length > 0) remark()
  const last = steps.at(-1)
  if (last?.kind !== 'moved') return steps
  const missing = [...enforced, ...advised].flatMap((gate) => gate.missing.map(({ key }) => key))
  return steps.with(-1, { ...last, missing })
}
