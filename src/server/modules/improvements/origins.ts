import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/improvements.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { showAdvice } from '../coaching/index.ts'
import { showAudit, showQualitiesOf } from '../measurement/index.ts'

type From = NonNullable<BodyOf<typeof contract.addImprovement>['from']>

/** What an improvement comes from, with its numbers as they are now, or were found then. */
export async function originOf(ctx: Context, processId: string, from: From): Promise<contract.ImprovementOrigin> {
  switch (from.from) {
    case 'finding': {
      const { report, asOf, ...audit } = await showAudit(ctx, from.auditId)
      const finding = report.findings.find(
        (each) => each.finding === from.finding && (from.stage === undefined || stageOf(each) === from.stage),
      )
      if (finding === undefined || audit.processId !== processId) fail('not_found', { kind: 'audit_finding' })
      return { from: 'finding', auditId: audit.id, asOf, currency: report.map.currency, finding }
    }
    case 'quality': {
      const { asOf, qualities } = await showQualitiesOf(ctx, { process: processId })
      const quality = qualities.find((each) => each.quality === from.quality)
      return quality ? { from: 'quality', asOf, quality } : fail('not_found', { kind: 'quality' })
    }
    case 'advice': {
      const { id, on, code } = await showAdvice(ctx, from.adviceId)
      return { from: 'advice', adviceId: id, asOf: on, code }
    }
  }
}

/** What does not stand on the list twice: what was found of a stage, a quality, what was advised. */
export function reasonOf(origin: contract.ImprovementOrigin): string {
  switch (origin.from) {
    case 'finding':
      return ['finding', origin.finding.finding, stageOf(origin.finding) ?? ''].join(' ')
    case 'quality':
      return `quality ${origin.quality.quality}`
    case 'advice':
      return `advice ${origin.code}`
  }
}

function stageOf(finding: object): string | undefined {
  return 'key' in finding && typeof finding.key === 'string' ? finding.key : undefined
}
