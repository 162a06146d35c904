import * as access from './access.ts'
import * as appointmentFigures from './appointment-figures.ts'
import * as appointments from './appointments.ts'
import * as audit from './audit.ts'
import * as board from './board.ts'
import * as bulkEdits from './bulk-edits.ts'
import * as calling from './calling.ts'
import * as campaigns from './campaigns.ts'
import * as changeovers from './changeovers.ts'
import * as closedDays from './closed-days.ts'
import * as closing from './closing.ts'
import * as closingFigures from './closing-figures.ts'
import * as closingItems from './closing-items.ts'
import * as commissionPlans from './commission-plans.ts'
import * as commission from './commission.ts'
import * as coaching from './coaching.ts'
import * as comparing from './comparing.ts'
import * as competitors from './competitors.ts'
import * as customers from './customers.ts'
import * as callSheets from './call-sheets.ts'
import * as cards from './cards.ts'
import * as customFields from './custom-fields.ts'
import * as currencies from './currencies.ts'
import * as dashboards from './dashboards.ts'
import * as deals from './deals.ts'
import * as distribution from './distribution.ts'
import * as dossiers from './dossiers.ts'
import * as duplicates from './duplicates.ts'
import type { AnyEndpoint } from './endpoint.ts'
import * as experiments from './experiments.ts'
import * as exports from './exports.ts'
import * as forecast from './forecast.ts'
import * as glance from './glance.ts'
import * as summaries from './summaries.ts'
import * as files from './files.ts'
import * as firstSteps from './first-steps.ts'
import * as handoffs from './handoffs.ts'
import * as heldCommits from './held-commits.ts'
import * as hours from './hours.ts'
import * as importMappings from './import-mappings.ts'
import * as imports from './imports.ts'
import * as importUndo from './import-undo.ts'
import * as improvements from './improvements.ts'
import * as insights from './insights.ts'
import * as live from './live.ts'
import * as invitations from './invitations.ts'
import * as kpis from './kpis.ts'
import * as lifeCycle from './life-cycle.ts'
import * as lines from './lines.ts'
import * as lists from './lists.ts'
import * as measurement from './measurement.ts'
import * as moves from './moves.ts'
import * as notes from './notes.ts'
import * as nurture from './nurture.ts'
import * as objections from './objections.ts'
import * as whatWorks from './what-works.ts'
import * as playbooks from './playbooks.ts'
import * as objectionKinds from './objection-kinds.ts'
import * as presenting from './presenting.ts'
import * as outreach from './outreach.ts'
import * as people from './people.ts'
import * as persistence from './persistence.ts'
import * as positions from './positions.ts'
import * as prices from './prices.ts'
import * as process from './process.ts'
import * as processAudits from './process-audits.ts'
import * as processMap from './process-map.ts'
import * as processMapFiles from './process-map-files.ts'
import * as processQualities from './process-qualities.ts'
import * as privacy from './privacy.ts'
import * as products from './products.ts'
import * as quotaHistory from './quota-history.ts'
import * as quotas from './quotas.ts'
import * as qualifying from './qualifying.ts'
import * as records from './records.ts'
import * as sample from './sample.ts'
import * as scoring from './scoring.ts'
import * as secondFactor from './second-factor.ts'
import * as search from './search.ts'
import * as segments from './segments.ts'
import * as sequences from './sequences.ts'
import * as sessions from './sessions.ts'
import * as sources from './sources.ts'
import * as tags from './tags.ts'
import * as talks from './talks.ts'
import * as team from './team.ts'
import * as today from './today.ts'
import * as terms from './terms.ts'
import * as timeFrame from './time-frame.ts'
import * as prospects from './prospects.ts'
import * as visits from './visits.ts'
import * as approaches from './approaches.ts'
import * as areas from './areas.ts'
import * as views from './views.ts'

const modules: Record<string, object> = {
  approaches,
  access,
  team,
  today,
  invitations,
  sessions,
  secondFactor,
  audit,
  people,
  records,
  duplicates,
  positions,
  outreach,
  appointments,
  appointmentFigures,
  sequences,
  qualifying,
  objections,
  closedDays,
  competitors,
  closing,
  closingItems,
  closingFigures,
  nurture,
  handoffs,
  hours,
  dossiers,
  privacy,
  cards,
  callSheets,
  visits,
  areas,
  presenting,
  objectionKinds,
  playbooks,
  whatWorks,
  tags,
  customFields,
  sources,
  products,
  prices,
  terms,
  timeFrame,
  process,
  processMap,
  processMapFiles,
  processQualities,
  processAudits,
  deals,
  lines,
  moves,
  board,
  views,
  bulkEdits,
  changeovers,
  notes,
  files,
  customers,
  imports,
  importMappings,
  exports,
  importUndo,
  scoring,
  segments,
  prospects,
  lists,
  distribution,
  calling,
  campaigns,
  measurement,
  kpis,
  lifeCycle,
  dashboards,
  currencies,
  comparing,
  forecast,
  coaching,
  glance,
  heldCommits,
  summaries,
  talks,
  improvements,
  insights,
  persistence,
  experiments,
  quotaHistory,
  quotas,
  commission,
  commissionPlans,
  search,
  sample,
  firstSteps,
  live,
}

/** Every endpoint of the API with the module it belongs to: the OpenAPI document and the tests over all endpoints read this. */
export const endpoints: readonly { readonly module: string; readonly endpoint: AnyEndpoint }[] = Object.entries(
  modules,
).flatMap(([module, members]) =>
  Object.values(members)
    .filter(
      (value): value is AnyEndpoint =>
        typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'permission' in value,
    )
    .map((endpoint) => ({ module, endpoint })),
)
