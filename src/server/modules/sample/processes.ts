import type { ProcessVersion, StageDraft } from '../../../contract/process.ts'
import type { Context } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import {
  changeDraft,
  draftProcess,
  insertProcess,
  publishDraft,
  renderTemplate,
  showProcess,
} from '../process/index.ts'
import { versionCourse } from './course.ts'
import type { Version } from './scene.ts'
import type { World } from './world.ts'
import { beginning } from './years.ts'

/** When the second and the third version of the way to sell to companies were published. */
const published = [-480, -215] as const

/**
 * How the sample company sells: to companies in three versions, each with the deals that were opened under it; to households
 * in one. `manager` has published them.
 */
export async function makeProcesses(ctx: Context, world: World, manager: string) {
  const at = (day: number, version: number | null = null): Context => ({
    ...ctx,
    now: world.calendar.at(day, 9 * 60),
    version,
    actor: { kind: 'member', id: manager, role: 'manager', sees: null },
  })
  const stages = stagesOf(ctx, 'seven-steps')
  const companies = await insertProcess(at(beginning - 20), {
    name: world.say('process.companies'),
    stages: firstWay(stages),
    overrides: 'anyone',
    isDefault: true,
  })
  for (const [index, day] of published.entries()) {
    const draft = await draftProcess(at(day - 4), companies)
    const wanted = index === 0 ? secondWay(stages) : thirdWay(stages, world)
    await changeDraft(at(day - 3, draft.version), draft.id, { stages: wanted })
    await publishDraft(at(day), draft.id)
  }
  const households = await insertProcess(at(beginning - 20), {
    name: world.say('process.households'),
    stages: stagesOf(ctx, 'four-steps'),
    overrides: 'anyone',
    isDefault: false,
  })
  return {
    ids: [companies, households],
    companyVersions: await versionsOf(ctx, companies, [beginning - 20, ...published]),
    householdVersions: await versionsOf(ctx, households, [beginning - 20]),
  }
}

function stagesOf(ctx: Context, template: string): readonly StageDraft[] {
  const rendered = renderTemplate(template, ctx.workspace.language)
  assert(rendered, 'the sample is told with templates that there are')
  return rendered.stages
}

/** They began without a stage for objections, and no gate held anybody. */
function firstWay(stages: readonly StageDraft[]): StageDraft[] {
  return stages.filter(({ key }) => key !== 'objections').map((stage) => ({ ...stage, gate: 'advise' }))
}

/** Then objections got a stage, and nobody was presented to without need and means. */
function secondWay(stages: readonly StageDraft[]): StageDraft[] {
  return [...stages]
}

const targetDays: Readonly<Record<string, number>> = {
  prospecting: 5,
  'first-contact': 12,
  qualification: 14,
  'site-visit': 9,
  presentation: 15,
  objections: 12,
  closing: 10,
}

/** Now somebody goes and looks before anything is promised, and every stage has a target. */
function thirdWay(stages: readonly StageDraft[], { say }: World): StageDraft[] {
  const visit: StageDraft = {
    key: 'site-visit',
    name: say('site-visit.name'),
    phases: ['qualification'],
    purpose: say('site-visit.purpose'),
    buyerStep: say('site-visit.buyer'),
    script: say('site-visit.script'),
    playbook: { questions: [], dos: [], donts: [] },
    gate: 'advise',
    entryCriteria: [],
    exitCriteria: [{ key: 'measured', kind: 'statement', text: say('site-visit.measured') }],
    touchpoints: [{ channel: 'visit', direction: 'outbound', by: 'seller', count: 1, spacingDays: 0 }],
    targets: { durationDays: null, conversionPercent: null, deals: null },
  }
  return stages
    .flatMap((stage) => (stage.key === 'qualification' ? [stage, visit] : [stage]))
    .map((stage) => ({ ...stage, targets: { ...stage.targets, durationDays: targetDays[stage.key] ?? null } }))
}

async function versionsOf(ctx: Context, processId: string, since: readonly number[]): Promise<Version[]> {
  const { versions } = await showProcess(ctx, processId)
  const oldestFirst: ProcessVersion[] = versions.toReversed()
  return oldestFirst.map((version, index) => ({
    processId,
    versionId: version.id,
    stages: version.stages,
    since: since[index] ?? beginning,
    ...(since.length === 1 ? { pace: 1, presentation: 1 } : (versionCourse[index] ?? { pace: 1, presentation: 1 })),
  }))
}
