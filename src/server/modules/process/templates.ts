import type * as z from 'zod/mini'
import type { Criterion, template } from '../../../contract/process.ts'
import type { Language } from '../../../contract/primitives.ts'
import type { Translate } from '../../../words/index.ts'
import { words } from '../../../words/node.ts'
import { clues, noPlaybook } from './templates/clues.ts'
import { fiveSteps, fourSteps, nineSteps, pipeline, realEstate } from './templates/other-schools.ts'
import { sevenSteps, sevenStepsClassic, sevenStepsInbound, sevenStepsNeeds } from './templates/seven-steps.ts'
import type { PlannedCriterion, PlannedProcess, PlannedStage } from './templates/stages.ts'

/** The ways to sell that a workspace can begin with; the first is the default. */
export const templates: readonly PlannedProcess[] = [
  sevenSteps,
  sevenStepsClassic,
  sevenStepsNeeds,
  sevenStepsInbound,
  fourSteps,
  fiveSteps,
  nineSteps,
  pipeline,
  realEstate,
]

type Template = z.infer<typeof template>

/** A template in the words of a language, ready to be published as a process; undefined if there is none of this key. */
export function renderTemplate(key: string, language: Language): Template | undefined {
  const planned = templates.find((candidate) => candidate.key === key)
  if (!planned) return undefined
  const { t } = words(language)
  return {
    key,
    name: t(`templates.${key}.name`),
    description: t(`templates.${key}.description`),
    stages: planned.stages.map((stage, at) => ({
      ...renderStage(stage, `templates.${key}.${stage.key}`, t),
      // What a deal needs is asked about where it is first looked into.
      ...(at === planned.stages.findIndex(({ phases }) => phases.includes('qualification')) && { playbook: clues() }),
    })),
  }
}

function renderStage(stage: PlannedStage, id: string, t: Translate): Template['stages'][number] {
  const render = (criterion: PlannedCriterion): Criterion => ({
    ...criterion,
    text: criterion.kind === 'statement' ? t(`${id}.criterion.${criterion.key}`) : null,
  })
  return {
    ...stage,
    name: t(`${id}.name`),
    purpose: t(`${id}.purpose`),
    buyerStep: t(`${id}.buyer`),
    script: t(`${id}.script`),
    playbook: noPlaybook,
    entryCriteria: stage.entryCriteria.map(render),
    exitCriteria: stage.exitCriteria.map(render),
  }
}
