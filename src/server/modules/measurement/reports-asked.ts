import type { QueryOf } from '../../../contract/endpoint.ts'
import type { listMeasuredDeals } from '../../../contract/measurement.ts'
import { type Numbered, numbered } from '../../../contract/numbered.ts'
import type { Context } from '../../kernel/context.ts'
import { returnsOf } from './closing-inputs.ts'
import type { Reported } from './report-numbers.ts'
import { scopeOf } from './scope.ts'
import { processMap } from './stages.ts'
import { mustsOf, ownKindsOf } from './what-works.ts'

/** A number of a report, and whether the report is about the deals of one process. */
export interface AskedOf extends Reported {
  readonly isOfProcess: boolean
}

/** The number of a report that somebody asks to open, with what its figure reads; undefined for a group of deals. */
export async function reportAsked(
  ctx: Context,
  query: QueryOf<typeof listMeasuredDeals>,
): Promise<AskedOf | undefined> {
  const { by, group: number } = query
  if (!isNumbered(by) || number === undefined) return undefined
  const asked = { of: by, number, isOfProcess: ofProcess.has(by) }
  switch (by) {
    case 'weeks':
    case 'touches':
    case 'trials':
    case 'sales':
    case 'approaches':
    case 'techniques':
      return asked
    case 'process':
    case 'wins':
      return { ...asked, process: await processMap(ctx, query.process) }
    case 'objections': {
      const ownKinds = (await ownKindsOf(ctx)).map(({ id, into, kind }) => ({ id, into, kind }))
      return { ...asked, process: await processMap(ctx, query.process), ownKinds }
    }
    case 'questions': {
      const process = await processMap(ctx, query.process)
      return { ...asked, process, musts: await mustsOf(ctx, process.processId) }
    }
    case 'winbacks':
      return { ...asked, returns: await returnsOf(ctx, scopeOf(ctx, query).knownAt) }
  }
}

const ofProcess: ReadonlySet<Numbered> = new Set(['process', 'questions', 'wins'])

export function isNumbered(by: string | undefined): by is Numbered {
  return numbered.some((each) => each === by)
}
