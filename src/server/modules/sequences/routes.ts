import * as contract from '../../../contract/sequences.ts'
import { memberOf } from '../../kernel/context.ts'
import { type Route, read, report, snapshot, write } from '../../kernel/route.ts'
import { dueSteps } from './due.ts'
import { enrolPeople } from './enrol.ts'
import { listEnrolments, pauseEnrolment, stopEnrolment } from './enrolments.ts'
import { previewEnrolment } from './preview.ts'
import { sequenceResults } from './results.ts'
import { addSequence, changeSequence, listSequences, showSequence } from './sequences.ts'
import { doStep } from './step.ts'

export const sequenceRoutes: readonly Route[] = [
  read(contract.listSequences, (ctx, { query }) => listSequences(ctx, query)),
  read(contract.showSequence, (ctx, { params }) => showSequence(ctx, params.id)),
  write(contract.addSequence, (ctx, { body }) => addSequence(ctx, body)),
  write(contract.changeSequence, (ctx, { params, body }) => changeSequence(ctx, params.id, body)),
  snapshot(contract.previewEnrolment, (ctx, { body }) => previewEnrolment(ctx, body)),
  write(contract.enrolPeople, (ctx, { params, body }) => enrolPeople(ctx, params.id, body)),
  read(contract.listEnrolments, (ctx, { query }) => listEnrolments(ctx, query)),
  write(contract.doStep, (ctx, { params, body }) => doStep(ctx, params.id, body)),
  write(contract.pauseEnrolment, (ctx, { params, body }) => pauseEnrolment(ctx, params.id, body.until)),
  write(contract.stopEnrolment, (ctx, { params }) => stopEnrolment(ctx, params.id)),
  snapshot(contract.listDueSteps, async (ctx, { query: { member, ...asked } }) => ({
    items: await dueSteps(ctx, { ...asked, memberId: member ?? memberOf(ctx) }),
  })),
  report(contract.showSequenceResults, (ctx, { params }) => sequenceResults(ctx, params.id)),
]
